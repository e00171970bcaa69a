"""Work in a thread that nothing waits for."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
import weakref
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from bot.engine.aside import Aside
from bot.engine.crew import Crew
from bot.engine.daemon import in_daemon
from tests.waiting import until, until_then


@pytest.mark.parametrize("work", [lambda: 1, lambda: None])
async def test_what_is_done_in_it_gives_what_it_gives(work: Callable[[], Any]) -> None:
    assert await in_daemon(work, "test") == work()


async def test_what_is_raised_in_it_is_raised_here() -> None:
    def fail() -> None:
        raise KeyError("a")

    with pytest.raises(KeyError):
        await in_daemon(fail, "test")


class Words(str):
    """What somebody typed, and whether it is gone."""


async def in_a_crew(work: Callable[[], Any]) -> Any:
    async def call() -> Any:
        return work()

    return await Crew("test", most=1).run(call)


@pytest.mark.parametrize(
    "beside", [partial(in_daemon, name="test"), Aside("test").run, in_a_crew], ids=["daemon", "aside", "crew"]
)
async def test_what_fails_over_somebodys_words_keeps_none_of_them(beside: Callable[..., Awaitable[Any]]) -> None:
    def fail(said: Words) -> None:
        raise KeyError(said[:0])

    words = Words("my mate wont wake up")
    gone = weakref.ref(words)
    gc.disable()
    try:
        with contextlib.suppress(KeyError):
            await beside(partial(fail, words))
        del words
        await until_then(lambda: gone() is None)
    finally:
        gc.enable()


async def test_it_is_named_and_holds_nobody_up_at_the_end() -> None:
    found = await in_daemon(threading.current_thread, "by name")
    assert (found.name, found.daemon) == ("by name", True)


async def test_whoever_no_longer_waits_is_left_alone() -> None:
    begun, goes_on, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        goes_on.wait()
        done.set()

    waits = asyncio.create_task(in_daemon(work, "test"))
    await until_then(begun.is_set)
    waits.cancel()
    goes_on.set()
    await until_then(done.is_set)
    with pytest.raises(asyncio.CancelledError):
        await waits


def test_a_loop_that_was_closed_meanwhile_is_no_error(recwarn: pytest.WarningsRecorder) -> None:
    goes_on, threads = threading.Event(), []

    def work() -> None:
        threads.append(threading.current_thread())
        goes_on.wait()

    async def begin() -> None:
        waits = asyncio.create_task(in_daemon(work, "test"))
        await until_then(lambda: threads)
        waits.cancel()

    asyncio.run(begin())
    goes_on.set()
    until(lambda: not threads[0].is_alive())
    assert not [warning for warning in recwarn if "Exception in thread" in str(warning.message)]
