"""The one door for settings: the environment, read once, checked by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from bot.setting_values import SettingError, host_names, one_of, whole_number

__all__ = ["ROOT", "SettingError", "Settings"]

ROOT = Path(__file__).resolve().parent.parent
# Who may use an address that is not for everybody: programs on this machine too, holders of its token alone, nobody.
Door = Literal["loopback", "token", "off"]


@dataclass(frozen=True)
class Settings:
    """Where to listen, what to load, and whom to let in; `bot/server_settings.py` puts those of the channels beside it.

    `rest_token` is what the REST address asks of whoever is not on this machine, or of everybody; `metrics_token` the
    same for `/metrics`. `hosts` are the names
    by which this server is reached, besides addresses and localhost.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    rest_token: str | None = None
    models: Path = ROOT / "models"
    rest: Door = "loopback"
    metrics: Door = "loopback"
    metrics_token: str | None = None
    hosts: frozenset[str] = frozenset()

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads the variables that docs/running.md lists; raises SettingError."""
        found = os.environ if environment is None else environment
        return cls(
            host=found.get("SIGNPOST_HOST", cls.host),
            port=whole_number(found, "SIGNPOST_PORT", cls.port, 1, 65535),
            rest_token=_token(found, "SIGNPOST_REST_TOKEN"),
            models=Path(found.get("SIGNPOST_MODELS", str(cls.models))),
            rest=_door(found, "SIGNPOST_REST"),
            metrics=_door(found, "SIGNPOST_METRICS"),
            metrics_token=_token(found, "SIGNPOST_METRICS_TOKEN"),
            hosts=_hosts(found),
        )


def _hosts(found: Mapping[str, str]) -> frozenset[str]:
    """The site is the proxy's own setting, in its own form; what is no name there is the proxy's to refuse."""
    told = (host_names(found, name, strict=False) for name in ("SIGNPOST_SITE", "SIGNPOST_HOST"))
    return host_names(found, "SIGNPOST_HOSTS").union(*told)


def _door(found: Mapping[str, str], name: str) -> Door:
    chosen = cast(Door, one_of(found, name, get_args(Door)))
    if chosen == "token" and f"{name}_TOKEN" not in found:
        raise SettingError(f"{name} is 'token', but {name}_TOKEN is not set: make one with `openssl rand -hex 32`")
    return chosen


def _token(found: Mapping[str, str], name: str) -> str | None:
    value = found.get(name)
    if value is not None and len(value) < 32:
        raise SettingError(f"{name} is shorter than 32 characters: make one with `openssl rand -hex 32`")
    return value
