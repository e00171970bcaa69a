"""How many answer, and how long they may take to end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.setting_values import SettingError, whole_number
from bot.state.settings import URL as STATE_URL
from directory.paths import target_file

WORKERS = "SIGNPOST_WORKERS"
MOST_WORKERS = 64
LAST_PORT = 65535


@dataclass(frozen=True)
class WorkerSettings:
    """One is this process itself. `control` is where `signpost reload` reaches the supervisor, if somewhere else."""

    many: int = 1
    drain: int = 8
    control: Path | None = None

    @property
    def socket(self) -> Path:
        """By which the supervisor is reached: beside the built directory, where it may write."""
        return self.control or target_file().with_name("signpost.control")

    @classmethod
    def read(cls, found: Mapping[str, str]) -> WorkerSettings:
        """Raises SettingError."""
        many = whole_number(found, WORKERS, cls.many, 1, MOST_WORKERS)
        if many > 1 and not found.get(STATE_URL):
            raise SettingError(
                f"{WORKERS} is {many}, but {STATE_URL} is not set: several workers need a Valkey (docs/scaling.md)"
            )
        if whole_number(found, "SIGNPOST_PORT", 5005, 1, LAST_PORT) + many - 1 > LAST_PORT:
            raise SettingError(f"{WORKERS} is {many}: each has a port of its own from SIGNPOST_PORT on, set that lower")
        control = found.get("SIGNPOST_CONTROL")
        drain = whole_number(found, "SIGNPOST_DRAIN_SECONDS", cls.drain, 1, 60)
        return cls(many, drain, Path(control) if control else None)
