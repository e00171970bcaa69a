"""Threads that are kept: what hangs holds nobody up, and what is over leaves its thread to the next."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.engine import crew
from bot.engine.aside import NoThread
from bot.engine.crew import Crew
from tests.descriptors import none_left
from tests.engine.threads import no_thread
from tests.waiting import until_then

A_MOMENT = 0.02


async def here() -> threading.Thread:
    """The thread that it runs in."""
    return threading.current_thread()


async def held(crew: Crew, stuck: threading.Event) -> asyncio.Task[threading.Thread]:
    """Something that hangs there, already begun."""
    begun = threading.Event()

    async def hang() -> threading.Thread:
        begun.set()
        stuck.wait()
        return threading.current_thread()

    task = asyncio.create_task(crew.run(hang))
    await until_then(begun.is_set)
    return task


async def at_rest(crew: Crew, threads: int = 1) -> None:
    """Until so many wait for work."""
    await until_then(lambda: len(crew._waiting) == threads)


async def test_it_gives_what_the_work_gives_from_a_thread_that_holds_nobody_up_at_the_end() -> None:
    found = await Crew("by name", most=1).run(here)
    assert (found.name, found.daemon) == ("by name", True)


async def test_it_raises_what_the_work_raises_and_the_thread_goes_on() -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    crew = Crew("test", most=1)
    with pytest.raises(ZeroDivisionError):
        await crew.run(fail)
    assert await crew.run(here)


async def test_a_thread_is_kept_for_the_next_with_its_loop() -> None:
    async def loop() -> tuple[threading.Thread, asyncio.AbstractEventLoop]:
        await asyncio.sleep(0)
        return threading.current_thread(), asyncio.get_running_loop()

    crew = Crew("test", most=1)
    first = await crew.run(loop)
    await at_rest(crew)
    assert await crew.run(loop) == first


async def test_what_hangs_holds_nobody_up(stuck: threading.Event) -> None:
    crew = Crew("test", most=3)
    await crew.run(here)
    await at_rest(crew)
    hanging = [await held(crew, stuck), await held(crew, stuck)]
    other = await crew.run(here)
    assert not any(task.done() for task in hanging)
    stuck.set()
    assert other not in await asyncio.gather(*hanging)


async def test_where_all_are_at_work_nothing_more_is_begun_until_one_is_done(stuck: threading.Event) -> None:
    crew = Crew("test", most=2)
    hanging = [await held(crew, stuck), await held(crew, stuck)]
    with pytest.raises(NoThread):
        await crew.run(here)
    stuck.set()
    await asyncio.gather(*hanging)
    assert await crew.run(here)


async def test_threads_without_work_end_but_for_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "IDLE", A_MOMENT)
    place = Crew("test", most=2)
    stuck = threading.Event()
    first, second = await held(place, stuck), await held(place, stuck)
    stuck.set()
    threads = {await first, await second}
    await until_then(lambda: sum(thread.is_alive() for thread in threads) == 1)
    assert len(place._waiting) == 1
    await asyncio.sleep(3 * A_MOMENT)
    assert (await place.run(here)).is_alive()


# asyncio leaves a loop half made, and complains of it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_where_no_descriptor_is_left_work_fails_at_once_and_takes_no_place_along() -> None:
    """It was waited for until the card of last resort, and its place was gone for good."""
    place = Crew("test", most=1)
    for _ in range(2):
        with none_left(), pytest.raises(OSError, match="Too many open files"):
            await place.run(here)
    assert await place.run(here)
    with none_left():
        assert await place.run(here)


async def test_work_that_comes_when_a_thread_gives_up_waiting_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "IDLE", 0.0)
    place = Crew("test", most=8)
    for _ in range(200):
        assert await asyncio.gather(*(place.run(here) for _ in range(4)))


async def test_a_thread_that_the_system_cannot_give_takes_no_place_along(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = Crew("test", most=1)
    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", no_thread)
        with pytest.raises(RuntimeError):
            await crew.run(here)
    assert await crew.run(here)


async def test_a_thread_that_was_ended_from_inside_takes_no_place_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def end() -> None:
        ended.append(threading.current_thread())
        raise SystemExit

    ended: list[threading.Thread] = []
    crew = Crew("test", most=1)
    nobody_hears = asyncio.create_task(crew.run(end))
    await until_then(lambda: ended and not ended[0].is_alive())
    assert await crew.run(here)
    nobody_hears.cancel()


async def test_whoever_no_longer_waits_is_left_alone_and_the_thread_is_free_again(stuck: threading.Event) -> None:
    crew = Crew("test", most=1)
    waits = await held(crew, stuck)
    waits.cancel()
    stuck.set()
    await at_rest(crew)
    assert await crew.run(here)
