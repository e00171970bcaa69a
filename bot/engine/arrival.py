"""When the request that is being acted on came in: what it waited until then counts towards its time."""

from __future__ import annotations

import time
from contextvars import ContextVar

_came: ContextVar[float | None] = ContextVar("came", default=None)


def comes_now() -> None:
    """Said where a request comes in, in the task that acts on it."""
    _came.set(time.monotonic())


def came_at() -> float:
    """By the monotonic clock; now where nobody said when, as for a text that was fetched."""
    came = _came.get()
    return time.monotonic() if came is None else came
