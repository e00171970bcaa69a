"""Who may use the REST address: programs on this machine as well, holders of the token alone, nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from bot.setting_values import SettingError, one_of

SHORTEST_TOKEN = 32

Who = Literal["loopback", "token", "off"]


@dataclass(frozen=True)
class RestSettings:
    """`token` is what it asks of whoever is not on this machine, or of everybody."""

    who: Who = "loopback"
    token: str | None = field(default=None, repr=False)

    @classmethod
    def read(cls, found: Mapping[str, str]) -> RestSettings:
        """Raises SettingError, which never shows the token."""
        token = found.get("SIGNPOST_REST_TOKEN")
        if token is not None and len(token) < SHORTEST_TOKEN:
            raise SettingError(
                f"SIGNPOST_REST_TOKEN is shorter than {SHORTEST_TOKEN} characters: make one with `openssl rand -hex 32`"
            )
        who = cast(Who, one_of(found, "SIGNPOST_REST", get_args(Who)))
        if who == "token" and token is None:
            raise SettingError(
                "SIGNPOST_REST is 'token', but SIGNPOST_REST_TOKEN is not set: make one with `openssl rand -hex 32`"
            )
        return cls(who, token)
