"""Work beside the event loop: a thread that does one thing after another and can be left behind."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.engine.daemon import do
from bot.engine.forked import begin_anew_in_forks

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

# Nothing that is typed takes a tenth of it (docs/decisions/0019-lanes.md): past this something is broken, and hangs.
PATIENCE = 3.0
# So many threads may hang. With more the process is lost anyway, and work is refused at once.
MOST_LEFT_BEHIND = 8
# Seconds after which a thread without work ends; the next piece of work starts another.
IDLE = 30.0


class NoThread(Exception):
    """Too much hangs: nothing more is begun."""


@dataclass(order=True)
class _Ranked:
    rank: float
    number: int
    work: Callable[[], Any] = field(compare=False)
    loop: asyncio.AbstractEventLoop = field(compare=False)
    future: asyncio.Future[Any] = field(compare=False)


class Aside:
    """One thread at a time. Where its work takes longer than `patience`, it is left behind and another goes on."""

    def __init__(self, name: str, *, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._patience = patience
        self._clock = clock
        self.begin_anew()
        begin_anew_in_forks(self)

    def begin_anew(self) -> None:
        """Also in a process that was forked, where the thread is not."""
        self._numbers = itertools.count()
        self._jobs: list[_Ranked] = []
        self._may_work = threading.Condition()
        # Which thread goes on, and since when it has been at its work.
        self._thread: threading.Thread | None = None
        self._since: float | None = None
        self._left_behind = 0

    async def run(self, work: Callable[[], Result], *, rank: float = 0.0) -> Result:
        """What `work` returns or raises; the lowest rank first. Whoever stops waiting gives up work not yet begun.

        Raises NoThread.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        with self._may_work:
            self._see_to_a_thread()
            heapq.heappush(self._jobs, _Ranked(rank, next(self._numbers), work, loop, future))
            self._may_work.notify_all()
        try:
            while not future.done():
                await asyncio.wait({future}, timeout=self._patience)
                with self._may_work:
                    self._see_to_a_thread()
            return future.result()
        finally:
            future.cancel()
            # It may hold an error, whose traceback holds this frame.
            del future

    def _see_to_a_thread(self) -> None:
        hangs = self._since is not None and self._clock() - self._since > self._patience
        if self._thread is not None and not hangs:
            return
        if hangs and self._left_behind >= MOST_LEFT_BEHIND:
            raise NoThread(self._name)
        # A daemon: one that hangs must not hold up Ctrl-C. It waits for the lock that whoever asks for it holds.
        thread = threading.Thread(target=self._work, name=self._name, daemon=True)
        # Where the system has none to give, this raises, and the next piece of work asks for one again.
        thread.start()
        self._thread, self._since = thread, None
        if hangs:
            self._left_behind += 1
            logger.error("%s hangs: a new thread goes on with what waits", self._name)

    def _work(self) -> None:
        me = threading.current_thread()
        while (job := self._next(me)) is not None:
            do(job.work, job.loop, job.future)
            # Until the next one comes it would hold what was typed.
            del job

    def _next(self, me: threading.Thread) -> _Ranked | None:
        with self._may_work:
            if self._thread is me:
                self._since = None
            while self._thread is me:
                while self._jobs:
                    job = heapq.heappop(self._jobs)
                    if not job.future.cancelled():
                        self._since = self._clock()
                        return job
                if not self._may_work.wait(IDLE) and not self._jobs and self._thread is me:
                    self._thread = None
                    return None
            self._left_behind -= 1
            return None
