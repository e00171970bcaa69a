"""How much may come in a minute, in all or by key, held in memory."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from bot.engine.expiring import ExpiringMap

A_MINUTE = 60.0


class Bucket:
    """A token bucket: a minute's worth at once, then one after another as they come back."""

    def __init__(
        self, per_minute: int, *, clock: Callable[[], float] = time.monotonic, left: float | None = None
    ) -> None:
        self._most = float(per_minute)
        self._clock = clock
        self._left, self._since = self._most if left is None else left, clock()

    def __repr__(self) -> str:
        return f"Bucket(left={self._now():.1f})"

    def take(self) -> bool:
        """True where one more may come now, which is then counted."""
        left = self._now()
        if left < 1:
            return False
        self._left, self._since = left - 1, self._clock()
        return True

    def seconds_until(self) -> int:
        """In how many whole seconds one may come again; 0 for now."""
        return max(0, math.ceil((1 - self._now()) / (self._most / A_MINUTE)))

    @property
    def left(self) -> float:
        """How many may come now."""
        return self._now()

    @property
    def is_full(self) -> bool:
        """Whether it is as good as a new one, so that it need not be held."""
        return self._now() >= self._most

    def _now(self) -> float:
        return min(self._most, self._left + (self._clock() - self._since) * self._most / A_MINUTE)


class Rate:
    """A bucket for each key."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        # After a minute without one, a bucket is full again.
        self._buckets: ExpiringMap[Bucket] = ExpiringMap(seconds=A_MINUTE, clock=clock)

    def take(self, key: str) -> bool:
        """True where one more may come now, which is then counted."""
        bucket = self._bucket(key)
        if not bucket.take():
            return False
        self._buckets.set(key, bucket)
        return True

    def seconds_until(self, key: str) -> int:
        """In how many whole seconds one may come again; 0 for now."""
        return self._bucket(key).seconds_until()

    def forget(self, key: str) -> None:
        """Drops what is held of a key."""
        self._buckets.forget(key)

    def _bucket(self, key: str) -> Bucket:
        return self._buckets.get(key) or Bucket(self._per_minute, clock=self._clock)
