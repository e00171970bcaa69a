"""Two or more sides of one question, asked in turn, so that a busy moment hits each of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


def _nothing(number: int) -> str:
    return ""


@dataclass(frozen=True)
class Side:
    """One side: its turn, given the number of the turn and what was made ready for it, returns its seconds.

    `ready` is what is not measured; `processor` is the clock of the processor time that its server uses.
    """

    label: str
    turn: Callable[[int, str], float]
    processor: Callable[[], float]
    ready: Callable[[int], str] = _nothing


@dataclass(frozen=True)
class SideTimes:
    """What a turn of one side took; `processor_ms` is the mean of its processor time."""

    label: str
    turns: int
    median_ms: float
    p95_ms: float
    processor_ms: float

    @classmethod
    def of(cls, label: str, seconds: Sequence[float], processor_seconds: float) -> SideTimes:
        """From each turn's seconds, and the processor time of all."""
        return cls(
            label=label,
            turns=len(seconds),
            median_ms=1000 * statistics.median(seconds),
            p95_ms=1000 * statistics.quantiles(seconds, n=20)[-1],
            processor_ms=1000 * processor_seconds / len(seconds),
        )


@dataclass(frozen=True)
class SideBySide:
    """One question with its sides, the one that the others are held against first."""

    title: str
    sides: tuple[SideTimes, ...]

    def ratios(self) -> list[float]:
        """Each side's median, of the first one's."""
        return [side.median_ms / self.sides[0].median_ms for side in self.sides]

    def processor_ratios(self) -> list[float]:
        """Each side's processor time, of the first one's."""
        return [side.processor_ms / self.sides[0].processor_ms for side in self.sides]


def alternately(title: str, sides: Sequence[Side], *, turns: int, warm_up: int = 4) -> SideBySide:
    """So many turns of each side, one side after the other; those of the warm-up do not count."""
    took: list[list[float]] = [[] for _ in sides]
    processor = [0.0 for _ in sides]
    for number in range(-warm_up, turns):
        for place, side in enumerate(sides):
            ready = side.ready(number)
            before = side.processor()
            seconds = side.turn(number, ready)
            used = side.processor() - before
            if number >= 0:
                took[place].append(seconds)
                processor[place] += used
    seen = (SideTimes.of(side.label, each, used) for side, each, used in zip(sides, took, processor, strict=True))
    return SideBySide(title, tuple(seen))
