"""What there is in other languages, for whoever looks for their own: the sentences of data/replies, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.last_resort import LastResort


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
    last_resort: LastResort, names: Mapping[str, str], unreviewed_in: Mapping[str, str]
) -> tuple[Language, ...]:
    """In the order of `names`; one of which nothing is said is left out."""
    said, unreviewed = last_resort.openings, last_resort.unreviewed
    return tuple(
        Language(code, name, said[code], unreviewed_in[code] if code in unreviewed else "")
        for code, name in names.items()
        if code in said
    )
