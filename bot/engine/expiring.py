"""A bounded memory that forgets."""

from __future__ import annotations

import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

Value = TypeVar("Value")

HALF_AN_HOUR = 30 * 60.0
MOST_CONVERSATIONS = 10_000


class Sweepable(Protocol):
    """What holds things for a time."""

    def sweep(self) -> None: ...


# All that there is of them in this process. It keeps none of them alive.
_held: weakref.WeakSet[Sweepable] = weakref.WeakSet()
# Tests have servers beside one another, each in a thread of its own.
_registering = threading.Lock()


def register(held: Sweepable) -> None:
    """From now on `sweep_all` sweeps it too."""
    with _registering:
        _held.add(held)


def sweep_all() -> None:
    """Half an hour is half an hour even where nobody asks any more: the server calls this once a minute."""
    with _registering:
        found = tuple(_held)
    for held in found:
        held.sweep()


class Kept(NamedTuple, Generic[Value]):
    """A value with how much of its time is left."""

    value: Value
    seconds: float
    is_lesser: bool


class ExpiringMap(Generic[Value]):
    """Keeps a value for `seconds` after it was last set, and at most `limit` values.

    Where it is full, the oldest go first. With `spares_old` those that are there stay, so that a flood of new ones
    pushes nobody out: a new one is kept in the place of the newest lesser one, or not at all.
    """

    def __init__(
        self,
        *,
        seconds: float = HALF_AN_HOUR,
        limit: int = MOST_CONVERSATIONS,
        spares_old: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._limit = limit
        self._spares_old = spares_old
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Value]] = OrderedDict()
        # In the order in which they came.
        self._lesser: OrderedDict[str, None] = OrderedDict()
        register(self)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: str) -> bool:
        return self.kept(key) is not None

    def get(self, key: str) -> Value | None:
        """The value, or None where there is none or its time is up."""
        kept = self.kept(key)
        return kept.value if kept else None

    def kept(self, key: str) -> Kept[Value] | None:
        """The same with what else is known of it."""
        self.sweep()
        if (kept := self._kept.get(key)) is None:
            return None
        ends, value = kept
        # One that was put back may stand behind others that end later.
        left = ends - self._clock()
        return Kept(value, left, key in self._lesser) if left > 0 else None

    def put_back(self, key: str, value: Value, *, seconds: float, lesser: bool) -> None:
        """As `set`, for the rest of a time that began elsewhere."""
        self.set(key, value, lesser=lesser)
        if key in self._kept:
            self._kept[key] = (self._clock() + min(seconds, self._seconds), value)

    def set(self, key: str, value: Value, *, lesser: bool = False) -> None:
        """Keeps the value from now on, where there is room. Once a key was more than `lesser` it stays so."""
        self.sweep()
        if not self._has_room(key, lesser=lesser):
            return
        if not lesser:
            self._lesser.pop(key, None)
        elif key not in self._kept:
            self._lesser[key] = None
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + self._seconds, value)
        self.sweep()

    def is_lesser(self, key: str) -> bool:
        """Whether it is kept, and was never more than `lesser`."""
        kept = self.kept(key)
        return kept is not None and kept.is_lesser

    def forget(self, key: str) -> None:
        """Drops the value at once."""
        self._kept.pop(key, None)
        self._lesser.pop(key, None)

    def keys(self) -> list[str]:
        """The keys of what is still kept."""
        self.sweep()
        return list(self._kept)

    def values(self) -> list[Value]:
        """What is still kept."""
        self.sweep()
        return [value for _, value in self._kept.values()]

    def sweep(self) -> None:
        """Drops what is over time or over the limit; cheap, since the oldest stand first."""
        now = self._clock()
        while self._kept:
            key, (ends, _) = next(iter(self._kept.items()))
            if ends > now and len(self._kept) <= self._limit:
                return
            self.forget(key)

    def sweep_all_of_it(self) -> None:
        """The same where some were put back, and do not stand in the order of their ends."""
        now = self._clock()
        for key in [key for key, (ends, _) in self._kept.items() if ends <= now]:
            self.forget(key)

    def _has_room(self, key: str, *, lesser: bool) -> bool:
        """Makes it where something lesser can go for it."""
        if not self._spares_old or key in self._kept or len(self._kept) < self._limit:
            return True
        if lesser or not self._lesser:
            return False
        self.forget(next(reversed(self._lesser)))
        return True
