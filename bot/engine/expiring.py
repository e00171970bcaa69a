"""A bounded memory that forgets."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

HALF_AN_HOUR = 30 * 60.0
MOST_CONVERSATIONS = 10_000


class ExpiringMap(Generic[Value]):
    """Keeps a value for `seconds` after it was last set, and at most `limit` values; the oldest go first."""

    def __init__(
        self,
        *,
        seconds: float = HALF_AN_HOUR,
        limit: int = MOST_CONVERSATIONS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._limit = limit
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: str) -> bool:
        self.sweep()
        return key in self._kept

    def get(self, key: str) -> Value | None:
        """The value, or None where there is none or its time is up."""
        self.sweep()
        kept = self._kept.get(key)
        return kept[1] if kept else None

    def set(self, key: str, value: Value) -> None:
        """Keeps the value from now on."""
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + self._seconds, value)
        self.sweep()

    def forget(self, key: str) -> None:
        """Drops the value at once."""
        self._kept.pop(key, None)

    def keys(self) -> list[str]:
        """The keys of what is still kept."""
        self.sweep()
        return list(self._kept)

    def sweep(self) -> None:
        """Drops what is over time or over the limit; cheap, since the oldest stand first."""
        now = self._clock()
        while self._kept:
            key, (ends, _) = next(iter(self._kept.items()))
            if ends > now and len(self._kept) <= self._limit:
                return
            del self._kept[key]
