"""A flood of danger is answered and pushes nobody's conversation out of the memory."""

from __future__ import annotations

import asyncio

import pytest

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.engine.triage import Triage
from bot.understanding.first_sight import first_sight
from bot.web.conversations import Conversations
from tests.running import route

DANGER = "my mate wont wake up"
ROOM = 3


@pytest.fixture
def net(engine: Engine, last_resort: LastResort, monkeypatch: pytest.MonkeyPatch) -> SafetyNet:
    net = SafetyNet(last_resort, engine.agent)
    for kept in (engine.tracker_store.conversations, net.offered):
        monkeypatch.setattr(kept, "_limit", ROOM)
        for key in list(kept._kept):
            kept.forget(key)
    return net


async def calm(net: SafetyNet, *names: str) -> None:
    for name in names:
        await net.answer("i want to stop drinking", name, channel="web")


async def beyond(net: SafetyNet, name: str, channel: str = "web") -> str:
    """A message that was over a limit and passed for its danger."""
    return route(await net.answer(DANGER, name, channel=channel, seen=Triage(first_sight(DANGER), net_time(), True)))


def net_time() -> float:
    return asyncio.get_running_loop().time()


async def test_danger_beyond_a_limit_is_answered_and_pushes_nobody_out(net: SafetyNet, engine: Engine) -> None:
    await calm(net, "a", "b", "c")
    assert {await beyond(net, f"flood {number}") for number in range(5)} == {"emergency"}
    assert sorted(engine.tracker_store.conversations.keys()) == ["a", "b", "c"]
    assert set(net.offered.keys()) <= {"a", "b", "c"}


async def test_a_program_pushes_nobody_out_and_goes_first(net: SafetyNet, engine: Engine) -> None:
    await calm(net, "a")
    for number in range(5):
        await net.answer("i want to stop drinking", f"program {number}", channel="rest")
    assert sorted(engine.tracker_store.conversations.keys()) == ["a", "program 0", "program 1"]
    await calm(net, "b", "c", "d")
    assert sorted(engine.tracker_store.conversations.keys()) == ["a", "b", "c"]


async def test_a_flood_has_no_place_that_somebody_within_the_limits_would_need(net: SafetyNet, engine: Engine) -> None:
    await calm(net, "a")
    for number in range(5):
        await beyond(net, f"flood {number}")
    await calm(net, "b", "c")
    assert sorted(engine.tracker_store.conversations.keys()) == ["a", "b", "c"]


async def test_a_conversation_that_is_going_on_stays_open_through_a_flood(net: SafetyNet) -> None:
    conversations = Conversations(net, lambda _: None)
    conversations._last_heard._limit = ROOM
    mine = [conversations.start() for _ in range(ROOM)]
    for token in mine:
        await conversations.answer("hello", token)
    for _ in range(5):
        seen = Triage(first_sight(DANGER), net_time(), True)
        await conversations.answer(DANGER, conversations.start(), seen=seen)
    assert [conversations.turns(token) for token in mine] == [1] * ROOM


@pytest.mark.parametrize("said", [None, DANGER], ids=["nothing said", "danger beyond a limit"])
async def test_a_conversation_that_was_left_stays_so_through_a_flood_of_others_that_are(
    net: SafetyNet, said: str | None
) -> None:
    """A reload of its last page would be answered again, to whoever sits there now."""
    conversations = Conversations(net, lambda _: None)
    conversations._left._limit = ROOM

    async def flood() -> None:
        for _ in range(ROOM):
            other = conversations.start()
            if said:
                await conversations.answer(said, other, seen=Triage(first_sight(said), net_time(), True))
            conversations.leave(other)

    await flood()
    mine = conversations.start()
    await conversations.answer("hello", mine)
    conversations.leave(mine)
    await flood()
    assert conversations.status(mine) == "ended"
    assert conversations.was_left_after(mine, 0)
