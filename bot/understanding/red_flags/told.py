"""What quietens signs, put together by kind: how far each word is covered, whatever the number of cues."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from bot.understanding.red_flags.finder import Match


class Hush(IntEnum):
    """How far a sign is quietened: not at all, to a hint, or wholly."""

    LIVE = 0
    HINT = 1
    QUIET = 2


@dataclass(frozen=True)
class Cue:
    """Words that may quieten, and which kind of quieting they bring."""

    scope: str
    start: int
    end: int


class Reach(NamedTuple):
    """Words `start` to `end` (not included), and how far a cue quietens what stands among them."""

    start: int
    end: int
    by: Hush


class Told:
    """All cues of one scope. Where many cues speak for the same words, these stand here once."""

    def __init__(self) -> None:
        self.cues: dict[Cue, tuple[Reach, ...]] = {}
        self._reaches: Counter[Reach] = Counter()

    def add(self, cue: Cue, reaches: Iterable[Reach]) -> None:
        if cue not in self.cues:
            self.cues[cue] = tuple(reaches)
            self._reaches.update(self.cues[cue])

    def weigh(self, sign: Match, inside: Sequence[Cue]) -> Hush:
        """How far all but those inside the sign quieten it."""
        without = Counter(reach for cue in inside for reach in self.cues[cue])
        over = (
            reach.by
            for reach, count in self._reaches.items()
            if reach.start <= sign.start and sign.end <= reach.end and count > without[reach]
        )
        return max(over, default=Hush.LIVE)
