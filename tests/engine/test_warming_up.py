"""Rules take their time to be read, on a slow machine many seconds; that is no hanging, and messages wait for it."""

from __future__ import annotations

import asyncio
import logging
import threading

import pytest

from bot.engine import safety_net
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.understanding.first_sight import FirstSight, first_sight
from tests.waiting import an_hour_passes, until_then

DANGER = "my mate wont wake up"


class Rules:
    """Read slowly, the first time."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.are_read = threading.Event()

    def look(self, text: str) -> FirstSight:
        self.asked.append(text)
        self.are_read.wait()
        return first_sight(text)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    found = Rules()
    monkeypatch.setattr(safety_net, "first_sight", found.look)
    return found


@pytest.fixture
def net(last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort)


async def test_a_message_waits_until_the_rules_are_read_and_nothing_hangs(net: SafetyNet, rules: Rules) -> None:
    warming = asyncio.create_task(net.warm_up())
    await until_then(lambda: rules.asked)
    looking = asyncio.create_task(net.look(DANGER))
    await asyncio.sleep(0)
    # What is begun there would count as hanging after a while.
    assert net._looking._thread is None
    rules.are_read.set()
    seen = await looking
    await warming
    assert (bool(seen.danger), rules.asked) == (True, ["", DANGER])


async def test_whoever_waits_too_long_for_them_gets_999(net: SafetyNet, rules: Rules) -> None:
    warming = asyncio.create_task(net.warm_up())
    await until_then(lambda: rules.asked)
    answering = asyncio.create_task(net.answer(DANGER, "a", channel="web"))
    await asyncio.sleep(0)
    an_hour_passes()
    assert "999" in (await answering)[0]["text"]
    rules.are_read.set()
    # One who gave up does not end it for the others.
    await warming
    assert (await net.look(DANGER)).danger


async def test_a_stop_meanwhile_takes_nobodys_answer_away(net: SafetyNet, rules: Rules) -> None:
    warming = asyncio.create_task(net.warm_up())
    await until_then(lambda: rules.asked)
    looking = asyncio.create_task(net.look(DANGER))
    await asyncio.sleep(0)
    warming.cancel()
    await asyncio.gather(warming, return_exceptions=True)
    rules.are_read.set()
    assert (await looking).danger


async def test_rules_that_cannot_be_read_are_named_once_and_each_message_is_taken_for_danger(
    net: SafetyNet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str) -> FirstSight:
        raise ValueError(text)

    monkeypatch.setattr(safety_net, "first_sight", broken)
    with caplog.at_level(logging.ERROR):
        await net.warm_up()
    assert [record.getMessage() for record in caplog.records] == ["ValueError in the red flags"]
    assert (await net.look("hello")).danger
