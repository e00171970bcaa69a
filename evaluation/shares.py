"""A share and how sure one may be of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# The normal quantile for 95 % on both sides.
Z = 1.959963984540054


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @classmethod
    def of(cls, found: Iterable[bool]) -> Share:
        """How many of them are true."""
        seen = list(found)
        return cls(sum(seen), len(seen))

    @property
    def value(self) -> float:
        """Between 0 and 1; not a number where there is nothing to share."""
        return self.part / self.whole if self.whole else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, which also holds for few and near 0 or 1; from 0 to 1 where nothing was seen."""
        if not self.whole:
            return 0.0, 1.0
        share, squared = self.value, Z * Z / self.whole
        middle = (share + squared / 2) / (1 + squared)
        half = math.sqrt(share * (1 - share) * squared + squared * squared / 4) / (1 + squared)
        # At 0 and 1 rounding alone would leave the border.
        low = 0.0 if self.part == 0 else max(0.0, middle - half)
        high = 1.0 if self.part == self.whole else min(1.0, middle + half)
        return low, high

    def __str__(self) -> str:
        if not self.whole:
            return "none there"
        low, high = self.interval
        return f"{self.part} of {self.whole}: {self.value:.1%} ({low:.1%} to {high:.1%})"
