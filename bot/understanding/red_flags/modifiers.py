"""What quietens signs, put together by kind: how far each word is covered, whatever the number of modifiers.

The words are those of ConText (Harkema and others, 2009), which reads clinical notes: a modifier has a scope, and
what lies in its reach is denied, past, supposed, or somebody else's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from bot.understanding.red_flags.finder import Match


class Modification(IntEnum):
    """How far a sign is quietened: not at all, to a hint, or wholly."""

    LIVE = 0
    HINT = 1
    QUIET = 2


@dataclass(frozen=True)
class Modifier:
    """Words that may quieten, and which kind of quieting they bring."""

    scope: str
    start: int
    end: int


class Reach(NamedTuple):
    """Words `start` to `end` (not included), and how far a modifier quietens what stands among them."""

    start: int
    end: int
    by: Modification


class Modifiers:
    """All modifiers of one scope. Where many modifiers speak for the same words, these stand here once."""

    def __init__(self) -> None:
        self.members: dict[Modifier, tuple[Reach, ...]] = {}
        self._reaches: Counter[Reach] = Counter()

    def add(self, modifier: Modifier, reaches: Iterable[Reach]) -> None:
        if modifier not in self.members:
            self.members[modifier] = tuple(reaches)
            self._reaches.update(self.members[modifier])

    def weigh(self, sign: Match, inside: Sequence[Modifier]) -> Modification:
        """How far all but those inside the sign quieten it."""
        without = Counter(reach for modifier in inside for reach in self.members[modifier])
        over = (
            reach.by
            for reach, count in self._reaches.items()
            if reach.start <= sign.start and sign.end <= reach.end and count > without[reach]
        )
        return max(over, default=Modification.LIVE)
