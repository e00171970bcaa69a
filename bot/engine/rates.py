"""How much may come in a minute, by key, held in memory."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from bot.engine.expiring import ExpiringMap


class Rate:
    """A token bucket for each key: a minute's worth at once, then one after another as they come back."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._a_second = per_minute / 60
        self._clock = clock
        # After a minute without one, a bucket is full again and need not be held.
        self._left: ExpiringMap[tuple[float, float]] = ExpiringMap(seconds=60.0, clock=clock)

    def take(self, key: str) -> bool:
        """True where one more may come now, which is then counted."""
        left = self._now(key)
        if left < 1:
            return False
        self._left.set(key, (left - 1, self._clock()))
        return True

    def seconds_until(self, key: str) -> int:
        """In how many whole seconds one may come again; 0 for now."""
        return max(0, math.ceil((1 - self._now(key)) / self._a_second))

    def forget(self, key: str) -> None:
        """Drops what is held of a key."""
        self._left.forget(key)

    def sweep(self) -> None:
        """Drops the buckets that are full again."""
        self._left.sweep()

    def _now(self, key: str) -> float:
        held = self._left.get(key)
        if held is None:
            return self._most
        left, since = held
        return min(self._most, left + (self._clock() - since) * self._a_second)
