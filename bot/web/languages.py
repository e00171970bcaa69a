"""What there is in other languages, for whoever looks for their own: the sentences of data/replies, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bot.engine.last_resort import LANGUAGES


@dataclass(frozen=True)
class Language:
    """`name` is the language's own for itself.

    `unreviewed` says in it that nobody who speaks it has checked `lines`; empty where somebody has.
    """

    code: str
    name: str
    lines: tuple[str, ...]
    unreviewed: str


def languages(
    said: Mapping[str, tuple[str, ...]], names: Mapping[str, str], unreviewed: Mapping[str, str]
) -> tuple[Language, ...]:
    """In the order of `names`; one of which nothing is said is left out."""
    read = _reviewed()
    return tuple(
        Language(code, name, said[code], "" if read[code] else unreviewed[code])
        for code, name in names.items()
        if code in said
    )


@cache
def _reviewed() -> dict[str, bool]:
    found: dict[str, bool] = {}
    rows: Any = YAML(typ="safe").load(LANGUAGES)["responses"]
    for (row,) in rows.values():
        metadata = row["metadata"]
        found[metadata["language"]] = found.get(metadata["language"], True) and bool(metadata.get("reviewed_by"))
    return found
