"""What is to be reached. Where two machines would differ it is a ratio to the stock bot in the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.results import Figures

# A turn is at most so much slower than the commit before.
SLOWER = 1.10

Pick = Callable[[Figures, Figures], Sequence[float]]


@dataclass(frozen=True)
class Target:
    """A figure that must be reached, and the one aimed at. `of` picks what counts of ours and the stock bot's."""

    what: str
    must: float
    aim: float | None
    of: Pick
    more_is_better: bool = False
    digits: int = 0

    def worst(self, ours: Figures, stock: Figures) -> float:
        """The figure that decides: of one client and of several the worse."""
        found = self.of(ours, stock)
        return min(found) if self.more_is_better else max(found)

    def verdict(self, value: float) -> str:
        """Whether the value reaches what must be, and what is aimed at."""
        if not self._reaches(value, self.must):
            return "NOT met"
        return "met, the aim too" if self.aim is not None and self._reaches(value, self.aim) else "met"

    def bound(self, value: float | None) -> str:
        """As it is written: at least or at most so much."""
        if value is None:
            return "–"
        return f"{'≥' if self.more_is_better else '≤'} {self.written(value)}"

    def written(self, value: float) -> str:
        """The value as text, rounded as this target is."""
        return f"{value:.{self.digits}f}"

    def _reaches(self, value: float, bound: float) -> bool:
        return value >= bound if self.more_is_better else value <= bound


def times_per_second(ours: Figures, stock: Figures) -> list[float]:
    """How many times the stock bot's turns a second, by the number of clients."""
    return [speed.per_second / stock.speeds[clients].per_second for clients, speed in ours.speeds.items()]


def of_its_median(ours: Figures, stock: Figures) -> list[float]:
    """Which part of the stock bot's median, by the number of clients."""
    return [speed.median_ms / stock.speeds[clients].median_ms for clients, speed in ours.speeds.items()]


TARGETS = (
    Target("turns a second, times the stock bot's", 5, 8, times_per_second, more_is_better=True, digits=1),
    Target("a turn's median, of the stock bot's", 0.2, 0.12, of_its_median, digits=2),
    Target("memory when serving, MB", 450, 350, lambda ours, stock: [ours.memory_mb]),
    Target("a second start to the open port, seconds", 2, None, lambda ours, stock: [ours.port_s], digits=1),
    Target("a second start to the first answer, seconds", 7, 4, lambda ours, stock: [ours.answer_s], digits=1),
)
