"""Turns wait in lanes: danger first, and nobody for ever behind what hangs."""

from __future__ import annotations

import asyncio

import pytest

from bot.engine.lanes import Lane, TooLate, Turns
from tests.waiting import until_then

ALWAYS = 3600.0


async def turn(turns: Turns, lane: Lane, name: str, order: list[str], ends: asyncio.Event | None = None) -> None:
    async with turns.place(lane):
        order.append(name)
        if ends:
            await ends.wait()


async def begun(turns: Turns, *who: tuple[Lane, str], order: list[str]) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(turn(turns, lane, name, order)) for lane, name in who]
    await asyncio.sleep(0)
    return tasks


async def test_danger_goes_before_despair_before_others_before_the_unheard() -> None:
    turns, order, ends = Turns(most=1, gives_way=ALWAYS), list[str](), asyncio.Event()
    first = asyncio.create_task(turn(turns, Lane.OTHER, "first", order, ends))
    await asyncio.sleep(0)
    lanes = [(Lane.UNHEARD, "unheard"), (Lane.OTHER, "other"), (Lane.DESPAIR, "despair"), (Lane.DANGER, "danger")]
    rest = await begun(turns, *lanes, (Lane.OTHER, "later"), order=order)
    ends.set()
    await asyncio.gather(first, *rest)
    assert order == ["first", "danger", "despair", "other", "later", "unheard"]


@pytest.mark.parametrize("most", [1, 2, 5])
async def test_no_more_are_under_way_than_there_are_places(most: int) -> None:
    turns, order, ends = Turns(most=most, gives_way=ALWAYS), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(turn(turns, Lane.OTHER, "one", order, ends)) for _ in range(9)]
    await asyncio.sleep(0)
    assert len(order) == most
    ends.set()
    await asyncio.gather(*tasks)
    assert turns._free == most


async def test_one_that_hangs_lets_the_next_begin_and_gives_its_place_back_once() -> None:
    turns, order, ends = Turns(most=1, gives_way=0.01), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(turn(turns, Lane.OTHER, "one", order, ends)) for _ in range(4)]
    await until_then(lambda: len(order) == 4)
    ends.set()
    await asyncio.gather(*tasks)
    assert turns._free == 1


async def test_whoever_stops_waiting_is_passed_over() -> None:
    turns, order, ends = Turns(most=1, gives_way=ALWAYS), list[str](), asyncio.Event()
    first = asyncio.create_task(turn(turns, Lane.OTHER, "first", order, ends))
    await asyncio.sleep(0)
    gone, stays = await begun(turns, (Lane.DANGER, "gone"), (Lane.OTHER, "stays"), order=order)
    gone.cancel()
    ends.set()
    await asyncio.gather(first, stays)
    assert order == ["first", "stays"]


async def test_whoever_stops_waiting_as_they_are_called_hands_the_place_on() -> None:
    turns, order, ends = Turns(most=1, gives_way=ALWAYS), list[str](), asyncio.Event()
    first = asyncio.create_task(turn(turns, Lane.OTHER, "first", order, ends))
    await asyncio.sleep(0)
    gone, stays = await begun(turns, (Lane.DANGER, "gone"), (Lane.OTHER, "stays"), order=order)
    turns._give_up()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await stays
    ends.set()
    await first
    assert order == ["first", "stays"]


async def test_whoever_would_be_too_late_is_passed_over_for_somebody_with_time() -> None:
    now = [0.0]
    turns, ends = Turns(most=1, gives_way=ALWAYS, clock=lambda: now[0]), asyncio.Event()
    first = asyncio.create_task(turn(turns, Lane.OTHER, "first", [], ends))
    await asyncio.sleep(0)

    async def waits(until: float) -> bool:
        async with turns.place(Lane.OTHER, until=until):
            return True

    waiting = [asyncio.create_task(waits(until)) for until in (1.0, 2.0, 9.0)]
    await asyncio.sleep(0)
    now[0] = 5.0
    ends.set()
    await first
    late, later, in_time = await asyncio.gather(*waiting, return_exceptions=True)
    assert (type(late), type(later), in_time) == (TooLate, TooLate, True)
    assert turns._free == 1
