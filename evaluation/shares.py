"""A share and how sure one may be of it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

# The normal quantile for 95 % on both sides.
Z = 1.959963984540054
DRAWS = 1000
SEED = 7


@dataclass(frozen=True)
class Share:
    """So many of so many. `bounds` is an interval that was found in another way than Wilson's."""

    part: int
    whole: int
    bounds: tuple[float, float] | None = field(default=None, compare=False)

    @classmethod
    def of(cls, found: Iterable[bool]) -> Share:
        """The share of those that are true."""
        seen = list(found)
        return cls(sum(seen), len(seen))

    @property
    def value(self) -> float:
        """Between 0 and 1; not a number where there is nothing to share."""
        return self.part / self.whole if self.whole else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, which also holds for few and near 0 or 1; from 0 to 1 where nothing was seen."""
        if self.bounds:
            return self.bounds
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


def resampled(groups: Iterable[Iterable[bool]]) -> Share:
    """All groups as one share, its interval by drawing whole groups again: turns of one conversation go together.

    Wilson's stays where drawing shows nothing: all are alike, one group holds them all, or each group holds one.
    """
    counted = [Share.of(group) for group in groups]
    parts, wholes = np.array([[one.part, one.whole] for one in counted] or [[0, 0]]).T
    share = Share(int(parts.sum()), int(wholes.sum()))
    if share.part in (0, share.whole) or (wholes > 0).sum() < 2 or wholes.max() < 2:
        return share
    drawn = np.random.default_rng(SEED).integers(len(counted), size=(DRAWS, len(counted)))
    part, whole = parts[drawn].sum(axis=1), wholes[drawn].sum(axis=1)
    low, high = np.percentile(part[whole > 0] / whole[whole > 0], (2.5, 97.5))
    return replace(share, bounds=(float(low), float(high)))
