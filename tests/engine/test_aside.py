"""Work beside the event loop: the loop goes on, what hangs is left behind, what nobody waits for is not begun."""

from __future__ import annotations

import asyncio
import logging
import threading

import pytest

from bot.engine import aside
from bot.engine.aside import Aside, NoThread
from tests.engine.threads import no_thread
from tests.waiting import AN_HOUR, until_then

A_MOMENT = 0.02


async def held(place: Aside, stuck: threading.Event) -> asyncio.Task[bool]:
    """Something that hangs there, already begun."""
    begun = threading.Event()
    task = asyncio.create_task(place.run(lambda: begun.set() or stuck.wait()))
    await until_then(begun.is_set)
    return task


async def test_it_gives_what_the_work_gives() -> None:
    assert await Aside("test").run(lambda: threading.current_thread().name) == "test"


async def test_it_raises_what_the_work_raises_and_goes_on() -> None:
    place = Aside("test")
    with pytest.raises(ZeroDivisionError):
        await place.run(lambda: 1 // 0)
    assert await place.run(lambda: 1) == 1


async def test_the_loop_goes_on_meanwhile(stuck: threading.Event) -> None:
    waiting = await held(Aside("test"), stuck)
    await asyncio.sleep(0)
    assert not waiting.done()
    stuck.set()
    assert await waiting


async def test_the_lowest_rank_goes_first_and_equals_as_they_came(stuck: threading.Event) -> None:
    place, order = Aside("test"), list[str]()
    first = await held(place, stuck)
    rest = [
        asyncio.create_task(place.run(lambda name=name: order.append(name), rank=rank))
        for name, rank in [("long", 9.0), ("short", 1.0), ("as short", 1.0)]
    ]
    await asyncio.sleep(0)
    stuck.set()
    await asyncio.gather(first, *rest)
    assert order == ["short", "as short", "long"]


async def test_what_nobody_waits_for_any_more_is_not_begun(stuck: threading.Event) -> None:
    place, done = Aside("test"), list[str]()
    first = await held(place, stuck)
    given_up = asyncio.create_task(place.run(lambda: done.append("given up")))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    stuck.set()
    await first
    await place.run(lambda: done.append("next"))
    assert done == ["next"]


async def test_what_hangs_is_left_behind_and_others_are_served(
    stuck: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    now = [0.0]
    place = Aside("test", clock=lambda: now[0])
    hanging = await held(place, stuck)
    now[0] += AN_HOUR
    assert await place.run(lambda: "served") == "served"
    assert not hanging.done()
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == [
        "test hangs: a new thread goes on with what waits"
    ]


async def test_what_was_left_behind_still_gives_its_result_and_its_thread_ends(stuck: threading.Event) -> None:
    now = [0.0]
    place = Aside("test", clock=lambda: now[0])
    hanging = await held(place, stuck)
    now[0] += AN_HOUR
    await place.run(lambda: None)
    stuck.set()
    assert await hanging
    await until_then(lambda: not place._left_behind)


async def test_where_too_much_hangs_nothing_more_is_begun(
    stuck: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "MOST_LEFT_BEHIND", 1)
    place = Aside("test", patience=A_MOMENT)
    hanging = [await held(place, stuck), await held(place, stuck)]
    with pytest.raises(NoThread):
        await place.run(lambda: None)
    stuck.set()
    await asyncio.gather(*hanging, return_exceptions=True)


async def test_a_thread_without_work_ends_and_the_next_work_gets_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "IDLE", A_MOMENT)
    place = Aside("test")
    first = await place.run(threading.current_thread)
    await until_then(lambda: not first.is_alive())
    assert (await place.run(threading.current_thread)) is not first


async def test_a_thread_that_the_system_cannot_give_is_asked_for_again(
    stuck: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Aside("test", patience=A_MOMENT)
    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", no_thread)
        with pytest.raises(RuntimeError):
            await place.run(lambda: None)
    hanging = await held(place, stuck)
    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", no_thread)
        with pytest.raises(RuntimeError):
            await place.run(lambda: None)
    assert not place._left_behind
    assert await place.run(lambda: "served") == "served"
    stuck.set()
    await asyncio.gather(hanging, return_exceptions=True)
