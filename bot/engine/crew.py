"""Threads with an event loop each, kept for the next piece of work: as many at a time as there is work."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from bot.engine.aside import NoThread
from bot.engine.daemon import do
from bot.engine.forked import begin_anew_in_forks

Result = TypeVar("Result")

Call = Callable[[], Coroutine[Any, Any, Result]]

# Seconds after which a thread without work ends, where it is not the only one.
IDLE = 30.0


@dataclass
class _Job:
    call: Call[Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class Crew:
    """What hangs keeps its thread, and the next piece of work gets another. At most `most` are at work at a time."""

    def __init__(self, name: str, *, most: int) -> None:
        self._name = name
        self._most = most
        self.begin_anew()
        begin_anew_in_forks(self)

    def begin_anew(self) -> None:
        """Also in a process that was forked, where the threads are not."""
        self._at_work = 0
        # Where each thread that has nothing to do waits for its next job; the last to come is the first to go.
        self._waiting: list[SimpleQueue[_Job]] = []
        self._lock = threading.Lock()

    async def run(self, call: Call[Result]) -> Result:
        """What it returns or raises. It begins at once; raises NoThread where all are at work."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._begin(_Job(call, loop, future))
        try:
            return await future
        finally:
            # It may hold an error, whose traceback holds this frame.
            del future

    def _begin(self, job: _Job) -> None:
        with self._lock:
            if self._at_work >= self._most:
                raise NoThread(self._name)
            if self._waiting:
                self._waiting.pop().put(job)
            else:
                self._start(job)
            self._at_work += 1

    def _start(self, job: _Job) -> None:
        jobs: SimpleQueue[_Job] = SimpleQueue()
        jobs.put(job)
        # A daemon: one that hangs must not hold up Ctrl-C. Where the system has none to give, this raises.
        threading.Thread(target=self._work, args=(jobs,), name=self._name, daemon=True).start()

    def _work(self, jobs: SimpleQueue[_Job]) -> None:
        runner = asyncio.Runner()
        try:
            job: _Job | None = jobs.get()
            while job is not None:
                do(partial(self._run, runner, job.call), job.loop, job.future)
                # Until the next one comes it would hold what was typed.
                job = None
                job = self._next(jobs)
        finally:
            runner.close()

    def _run(self, runner: asyncio.Runner, call: Call[Result]) -> Result:
        try:
            # Here, so that whoever waits hears of it where no file descriptor is left for a loop.
            runner.get_loop()
            outcome, failure = runner.run(_outcome(call))
        finally:
            # Before whoever waits hears of it, who may have more to do at once.
            with self._lock:
                self._at_work -= 1
        if not failure:
            return cast(Result, outcome)
        try:
            raise failure
        finally:
            # Its traceback holds this frame.
            del failure

    def _next(self, jobs: SimpleQueue[_Job]) -> _Job | None:
        with self._lock:
            self._waiting.append(jobs)
        try:
            return jobs.get(timeout=IDLE)
        except Empty:
            with self._lock:
                # The last one stays: a loop takes three file descriptors, which may be out when the next job comes.
                if jobs in self._waiting and len(self._waiting) + self._at_work > 1:
                    self._waiting.remove(jobs)
                    return None
        # It was given one at the last moment, or waits on.
        return jobs.get()


async def _outcome(call: Call[Result]) -> tuple[Result | None, Exception | None]:
    """A task that raised would be held by its own error's traceback, and with it what was typed."""
    try:
        return await call(), None
    except Exception as error:  # noqa: BLE001 - raised where it is awaited
        return None, error
