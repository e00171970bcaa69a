"""Who may use the REST address: programs on this machine as well, holders of the token alone, nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.setting_values import Access, read_access


@dataclass(frozen=True)
class RestSettings:
    """`token` is what it asks of whoever is not on this machine, or of everybody."""

    access: Access = "loopback"
    token: str | None = field(default=None, repr=False)

    @classmethod
    def read(cls, found: Mapping[str, str]) -> RestSettings:
        """Raises SettingError, which never shows the token."""
        return cls(*read_access(found, "SIGNPOST_REST"))
