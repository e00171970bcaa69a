"""One action blocked in the real engine: that person is answered in time, and others at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import Messages, SafetyNet
from tests.running import route, text
from tests.waiting import PATIENCE, an_hour_passes, until_then

NAPS = "action_council"
NEEDLES = "there are dirty needles on the path by the play park"


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


@dataclass
class Nap:
    """An action that blocks its thread until it is woken."""

    as_it_is: Any
    begun: threading.Event = field(default_factory=threading.Event)
    woken: threading.Event = field(default_factory=threading.Event)

    def __call__(self, *given: Any) -> Any:
        self.begun.set()
        self.woken.wait(PATIENCE)
        return self.as_it_is(*given)


@pytest.fixture
def nap(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nap]:
    """The council's action."""
    executor = engine.runner._executor
    found = Nap(executor.actions[NAPS])
    monkeypatch.setitem(executor.actions, NAPS, found)
    yield found
    found.woken.set()


async def in_a_nap(net: SafetyNet, nap: Nap, who: str) -> asyncio.Task[Messages]:
    """The answer to somebody whose action is blocked by now."""
    blocked = asyncio.create_task(net.answer(NEEDLES, who, channel="rest"))
    await until_then(lambda: nap.begun.is_set() or blocked.done())
    assert not blocked.done(), text(await blocked)
    return blocked


async def test_a_blocked_action_costs_others_nothing(net: SafetyNet, nap: Nap) -> None:
    blocked = await in_a_nap(net, nap, "blocked")
    other = await net.answer("i want to stop smoking weed", "other", channel="rest")
    assert (route(other), blocked.done()) == ("treatment", False)
    nap.woken.set()
    assert route(await blocked) == "council"


async def test_who_waits_for_a_blocked_action_gets_the_card_and_is_answered_again_after_it(
    net: SafetyNet, nap: Nap
) -> None:
    blocked = await in_a_nap(net, nap, "again")
    an_hour_passes()
    assert await blocked == net.last_resort.messages("again", emergency=False)
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
