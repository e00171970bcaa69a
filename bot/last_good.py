"""What is served where the directory cannot be built anew."""

from __future__ import annotations

from pathlib import Path

from bot.engine import last_resort
from directory.errors import DirectoryError
from directory.store import open_directory


def last_good(target: Path, town: str) -> str | None:
    """What lies on the disk for that town and can be used, in words; None where there is nothing."""
    try:
        built = open_directory(target)
    except DirectoryError:
        return _card(target)
    built.close()
    if built.town.id != town:
        return None
    return f"the last good one is used, built {built.built_at:%d.%m.%Y %H:%M}"


def _card(target: Path) -> str | None:
    try:
        last_resort.names_and_numbers(target)
    except (DirectoryError, OSError, ValueError, KeyError, TypeError):
        return None
    return "there is no good one, people get the card of last resort"
