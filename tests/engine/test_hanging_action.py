"""One action blocked in the real engine: that person is answered in time, and others at once."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.engine.agent import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.running import route, text

NAPS = "action_council"
NEEDLES = "there are dirty needles on the path by the play park"


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


@pytest.fixture
def napping(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The council's action sleeps for 30 seconds in its thread."""
    executor = engine.runner._executor
    as_it_is = executor.actions[NAPS]

    def nap(*given: Any) -> Any:
        time.sleep(30)
        return as_it_is(*given)

    monkeypatch.setitem(executor.actions, NAPS, nap)


@pytest.mark.usefixtures("napping")
async def test_a_blocked_action_is_waited_for_five_seconds_and_costs_others_nothing(net: SafetyNet) -> None:
    began = time.monotonic()
    blocked = asyncio.create_task(net.answer(NEEDLES, "blocked", channel="rest"))
    await asyncio.sleep(0.3)
    other = await net.answer("i want to stop smoking weed", "other", channel="rest")
    assert (route(other), blocked.done()) == ("treatment", False)
    card = await blocked
    assert time.monotonic() - began < 10
    assert (route(card), card) == ("fallback", net.last_resort.messages("blocked", emergency=False))


@pytest.mark.usefixtures("napping")
async def test_that_person_is_answered_again_after_it(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.engine.safety_net.LONGEST_WAIT", 0.5)
    await net.answer(NEEDLES, "again", channel="rest")
    assert route(await net.answer("my mate wont wake up", "again", channel="rest")) == "emergency"


async def test_an_action_that_raises_is_answered_by_the_card(
    net: SafetyNet, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise KeyError("utter_gone")

    monkeypatch.setitem(engine.runner._executor.actions, "action_treatment", fail)
    reply = await net.answer("i want to stop smoking weed", "raises", channel="rest")
    assert reply == net.last_resort.messages("raises", emergency=False)
    assert "999" in text(reply)
