"""Understanding runs beside the event loop: one message that hangs there holds nobody up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bot.engine import safety_net
from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.understanding import normalise
from tests.running import route

STUCK = "zebulon"


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


@pytest.fixture
def stuck(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A component that hangs on one word until the test is over, and a short patience with it."""
    event = threading.Event()
    processor: Any = engine.agent.processor
    as_it_is = processor._parse_message_with_graph

    def parse(message: Any, *given: Any, **named: Any) -> Any:
        if STUCK in message.text:
            event.wait()
        return as_it_is(message, *given, **named)

    monkeypatch.setattr(processor, "_parse_message_with_graph", parse)
    monkeypatch.setattr(processor._reading, "_patience", 0.3)
    yield event
    event.set()


async def test_another_person_is_answered_while_one_message_hangs(net: SafetyNet, stuck: threading.Event) -> None:
    hanging = asyncio.create_task(net.answer(STUCK, "stuck", channel="web"))
    await asyncio.sleep(0.05)
    assert route(await net.answer("i want to stop smoking weed", "other", channel="web")) == "treatment"
    assert not hanging.done()
    stuck.set()
    await hanging


async def test_an_emergency_behind_it_gets_999_without_waiting_for_it(
    net: SafetyNet, stuck: threading.Event, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setattr(engine.agent.processor._reading, "_patience", 3600.0)
    monkeypatch.setattr(safety_net, "LONGEST_WAIT_IN_DANGER", 0.2)
    hanging = asyncio.create_task(net.answer(STUCK, "stuck", channel="web"))
    await asyncio.sleep(0.05)
    assert route(await net.answer("my mate wont wake up", "danger", channel="web")) == "emergency"
    assert not hanging.done()
    stuck.set()
    await hanging


async def test_whoever_wrote_what_hangs_gets_the_card(
    net: SafetyNet, stuck: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety_net, "LONGEST_WAIT", 0.2)
    reply = await net.answer(STUCK, "stuck", channel="web")
    assert reply == net.last_resort.messages("stuck", emergency=False)
    stuck.set()


async def test_a_costly_message_leaves_the_loop_free(net: SafetyNet) -> None:
    """Others are looked at many times before the most costly one that is known is answered."""
    turns = 0
    costly = asyncio.create_task(net.answer("\ufdfa a 1= " * (normalise.LONGEST // 7), "costly", channel="web"))
    while not costly.done():
        await asyncio.sleep(0)
        turns += 1
    assert route(await costly)
    assert turns > 20
