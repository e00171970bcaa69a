"""The one door for settings: the environment, read once, checked by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.setting_values import SettingError, host_names, whole_number

__all__ = ["ROOT", "SettingError", "Settings"]

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where to listen and what to load. Each channel reads its own (`bot/channels.py`).

    `hosts` are the names by which this server is reached, besides addresses and localhost.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    models: Path = ROOT / "models"
    hosts: frozenset[str] = frozenset()

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads the variables that docs/running.md lists; raises SettingError."""
        found = os.environ if environment is None else environment
        return cls(
            host=found.get("SIGNPOST_HOST", cls.host),
            port=whole_number(found, "SIGNPOST_PORT", cls.port, 1, 65535),
            models=Path(found.get("SIGNPOST_MODELS", str(cls.models))),
            hosts=_hosts(found),
        )


def _hosts(found: Mapping[str, str]) -> frozenset[str]:
    """The site is the proxy's own setting, in its own form; what is no name there is the proxy's to refuse."""
    told = (host_names(found, name, strict=False) for name in ("SIGNPOST_SITE", "SIGNPOST_HOST"))
    return host_names(found, "SIGNPOST_HOSTS").union(*told)
