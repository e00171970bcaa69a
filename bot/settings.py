"""The one door for settings: the environment, read once, checked by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SettingError(Exception):
    """A setting is wrong; the message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Where to listen, what to load, and the token that the REST address asks of whoever is not on this machine."""

    host: str = "127.0.0.1"
    port: int = 5005
    rest_token: str | None = None
    models: Path = ROOT / "models"

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Reads SIGNPOST_HOST, SIGNPOST_PORT, SIGNPOST_REST_TOKEN, SIGNPOST_MODELS; raises SettingError."""
        found = os.environ if environment is None else environment
        return cls(
            host=found.get("SIGNPOST_HOST", cls.host),
            port=_port(found.get("SIGNPOST_PORT", str(cls.port))),
            rest_token=_token(found.get("SIGNPOST_REST_TOKEN")),
            models=Path(found.get("SIGNPOST_MODELS", str(cls.models))),
        )


def _port(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise SettingError(f"SIGNPOST_PORT is {value!r}: give a whole number from 1 to 65535")
    return int(value)


def _token(value: str | None) -> str | None:
    if value is not None and len(value) < 32:
        raise SettingError("SIGNPOST_REST_TOKEN is shorter than 32 characters: make one with `openssl rand -hex 32`")
    return value
