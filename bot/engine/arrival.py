"""When the request that is being acted on came in: what it waited until then counts towards its time."""

from __future__ import annotations

import re
import time
from contextvars import ContextVar
from dataclasses import dataclass

# In which a proxy of ours says when it had the whole request, in milliseconds since the epoch.
HEADER = "x-signpost-came"
STAMP = re.compile(r"[0-9]{13}")
# It asks four workers one after the other, for six seconds each. Anything longer is a clock that was moved.
LONGEST_BEFORE = 24.0


@dataclass(frozen=True)
class Arrival:
    """By the monotonic clock: when it came to the first who took it, and when to this process."""

    came: float
    read: float


_arrival: ContextVar[Arrival | None] = ContextVar("arrival", default=None)


def comes_now() -> None:
    """Said where a request comes in, in the task that acts on it."""
    now = time.monotonic()
    _arrival.set(Arrival(now, now))


def came_to_the_proxy(stamp: str) -> None:
    """Says so of the request that is being acted on. What cannot be is passed over."""
    here = arrival()
    waited = time.time() - int(stamp) / 1000 if STAMP.fullmatch(stamp) else 0.0
    # What it waited here is within it.
    if 0 < waited < LONGEST_BEFORE:
        _arrival.set(Arrival(min(here.read, time.monotonic() - waited), here.read))


def arrival() -> Arrival:
    """Now where nobody said when, as for a text that was fetched."""
    found = _arrival.get()
    if found is None:
        now = time.monotonic()
        return Arrival(now, now)
    return found
