"""A danger that was found, in whichever language, and which of two is the graver."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.red_flags.rules import KINDS


@dataclass(frozen=True)
class Danger:
    """What was found. `sure` is enough for the 999 reply by itself; without it, a hint for the classifier."""

    kind: str
    rule: str
    sure: bool
    language: str = "en"


def graver(one: Danger | None, other: Danger | None) -> Danger | None:
    """A sure one before a hint, then by the order of the kinds; the one that is there where there is one alone."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda danger: (not danger.sure, KINDS.index(danger.kind), danger.rule))
