"""Who is answered next: turns wait in lanes, and danger has its own."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import math
import time
from collections.abc import AsyncIterator, Callable
from enum import IntEnum

# Most of a turn is Python, so a second one under way brings next to nothing, and danger would wait for both.
MOST_AT_ONCE = 1
# A turn that takes longer waits for something that hangs, and lets the next begin.
GIVES_WAY = 0.5


class Lane(IntEnum):
    """Where a message waits; the lowest goes first."""

    DANGER = 0
    DESPAIR = 1
    OTHER = 2
    # Whoever is over a limit, and is understood before they are refused.
    UNHEARD = 3


class TooLate(TimeoutError):
    """The turn would not be over in time: it is not begun, and somebody who has more time left is answered instead."""


class Turns:
    """Places for turns. Whoever stops waiting is passed over."""

    def __init__(
        self,
        *,
        most: int = MOST_AT_ONCE,
        gives_way: float = GIVES_WAY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._free = most
        self._gives_way = gives_way
        self._clock = clock
        self._numbers = itertools.count()
        self._waiting: list[tuple[Lane, float, int, float, asyncio.Future[None]]] = []

    @property
    def is_full(self) -> bool:
        """True where whoever comes now has to wait."""
        return self._free <= 0

    @contextlib.asynccontextmanager
    async def place(self, lane: Lane, *, behind: float = 0, until: float = math.inf) -> AsyncIterator[None]:
        """Waits for a place and holds it, for `gives_way` seconds at most.

        Within a lane the one with the least `behind` goes first: how many it lets pass, or since when it stands.

        Whoever is not called before `until` is passed over: raises TooLate when it would be their turn.
        """
        let_go = await self.take(lane, behind=behind, until=until)
        try:
            yield
        finally:
            let_go()

    async def take(self, lane: Lane, *, behind: float = 0, until: float = math.inf) -> Callable[[], None]:
        """As `place`, for whoever calls what is returned to let go of it."""
        await self._wait(lane, behind, until)
        holds = [True]

        def let_go() -> None:
            timer.cancel()
            if holds:
                holds.clear()
                self._give_up()

        timer = asyncio.get_running_loop().call_later(self._gives_way, let_go)
        return let_go

    async def _wait(self, lane: Lane, behind: float, until: float) -> None:
        if self._free > 0:
            self._free -= 1
            return
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, behind, next(self._numbers), until, called))
        try:
            await called
        except asyncio.CancelledError:
            # It was called in the very moment in which it stopped waiting.
            if called.done() and not called.cancelled() and called.exception() is None:
                self._give_up()
            raise

    def _give_up(self) -> None:
        while self._waiting:
            *_, until, called = heapq.heappop(self._waiting)
            if called.done():
                continue
            if self._clock() > until:
                called.set_exception(TooLate())
                continue
            called.set_result(None)
            return
        self._free += 1
