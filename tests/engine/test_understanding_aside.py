"""Understanding runs beside the event loop: one message that hangs there holds nobody up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.engine import safety_net
from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import Messages, SafetyNet
from bot.understanding import normalise
from tests.running import route
from tests.waiting import an_hour_passes, until_then

STUCK = "zebulon"


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


@dataclass
class Stuck:
    """Understanding that hangs on one word until it may go on."""

    as_it_is: Callable[..., Any]
    begun: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def parse(self, message: Any, *given: Any, **named: Any) -> Any:
        if STUCK in message.text:
            self.begun.set()
            self.goes_on.wait()
        return self.as_it_is(message, *given, **named)


@pytest.fixture
def stuck(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stuck]:
    """Until the test is over."""
    processor: Any = engine.agent.processor
    found = Stuck(processor._parse_message_with_graph)
    monkeypatch.setattr(processor, "_parse_message_with_graph", found.parse)
    yield found
    found.goes_on.set()


async def hangs(net: SafetyNet, stuck: Stuck) -> asyncio.Task[Messages]:
    """The answer to whoever wrote what hangs, and does by now."""
    hanging = asyncio.create_task(net.answer(STUCK, "stuck", channel="web"))
    await until_then(lambda: stuck.begun.is_set() or hanging.done())
    assert not hanging.done()
    return hanging


async def test_another_person_is_answered_while_one_message_hangs(
    net: SafetyNet, stuck: Stuck, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setattr(engine.agent.processor._reading, "_patience", 0.3)
    hanging = await hangs(net, stuck)
    assert route(await net.answer("i want to stop smoking weed", "other", channel="web")) == "treatment"
    assert not hanging.done()
    stuck.goes_on.set()
    await hanging


async def test_an_emergency_behind_it_gets_999_without_waiting_for_it(
    net: SafetyNet, stuck: Stuck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety_net, "LONGEST_WAIT_IN_DANGER", 0.2)
    hanging = await hangs(net, stuck)
    assert route(await net.answer("my mate wont wake up", "danger", channel="web")) == "emergency"
    assert not hanging.done()
    stuck.goes_on.set()
    await hanging


async def test_whoever_wrote_what_hangs_gets_the_card(net: SafetyNet, stuck: Stuck) -> None:
    hanging = await hangs(net, stuck)
    an_hour_passes()
    assert await hanging == net.last_resort.messages("stuck", emergency=False)


async def test_a_costly_message_leaves_the_loop_free(net: SafetyNet) -> None:
    """Others are looked at many times before the most costly one that is known is answered."""
    turns = 0
    costly = asyncio.create_task(net.answer("\ufdfa a 1= " * (normalise.LONGEST // 7), "costly", channel="web"))
    while not costly.done():
        await asyncio.sleep(0)
        turns += 1
    assert route(await costly)
    assert turns > 20
