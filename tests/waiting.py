"""A wait in a test ends by what is waited for. No test compares with a clock: the machine may be as slow as it is."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable

# Only ends a run in which something never comes: minutes more than the slowest machine takes.
PATIENCE = 300.0
AN_HOUR = 3600.0
# What shows in a browser is there in a second or two, where a core is free for it.
SHOWS_WITHIN = 15.0
# The same in seconds, for a machine that needs another.
SETTING = "TESTS_SHOW_WITHIN"


def shows_within() -> float:
    """For what a page is to show, in seconds: a test that fails says so soon, and later where many wait for a core."""
    if said := os.environ.get(SETTING):
        return float(said)
    return SHOWS_WITHIN * max(1.0, os.getloadavg()[0] / len(os.sched_getaffinity(0)))


def until(happened: Callable[[], object], *, step: float = 0.02, why: Callable[[], str] = lambda: "") -> None:
    """Waits for it; fails with `why` where it never comes."""
    ends = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < ends, f"it did not come. {why()}"
        time.sleep(step)


def an_hour_passes() -> None:
    """For all that waits on the running loop: whoever has a limit has come to it, on a machine of any speed."""
    loop = asyncio.get_running_loop()
    before = loop.time
    setattr(loop, "time", lambda: before() + AN_HOUR)  # noqa: B010 - mypy lets nobody assign a method


async def until_then(happened: Callable[[], object]) -> None:
    """The same on the event loop, which goes on meanwhile."""
    ends = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < ends, "it did not come"
        await asyncio.sleep(0.005)


def stays_away(what: Callable[[], object], seconds: float) -> bool:
    """Whether it has not come after a while. On a slow machine that proves less, and it fails for no such reason."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if what():
            return False
        time.sleep(0.1)
    return not what()
