"""What may be danger in a calm conversation is read again as if it were said first."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from actions.conversation.situation import Situation
from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.understanding.afresh import (
    ENOUGH,
    ENOUGH_ALL_THE_SAME,
    UNLIKELY,
    WORTH_A_LOOK,
    is_likely_danger,
    may_be_missed,
)
from tests.running import route

CALM = Situation(route="family", topic="family")


def parsed(likely: float, intent: str = "family") -> dict[str, Any]:
    return {"intent": {"name": intent}, "chances": {"need": {"emergency": likely}}}


@pytest.mark.parametrize(
    ("reading", "before", "again"),
    [
        (parsed(WORTH_A_LOOK), CALM, True),
        (parsed(WORTH_A_LOOK - 0.001), CALM, False),
        (parsed(WORTH_A_LOOK), Situation(), False),
        (parsed(WORTH_A_LOOK), replace(CALM, emergency="open"), False),
        (parsed(WORTH_A_LOOK), replace(CALM, emergency="doubtful"), False),
        (parsed(0.9, "emergency"), CALM, False),
        ({"intent": {"name": "emergency"}}, CALM, False),
    ],
    ids=["perhaps", "hardly", "said first", "one is open", "weak signs", "it is one", "a button"],
)
def test_only_what_may_be_missed_is_read_again(reading: dict[str, Any], before: Situation, again: bool) -> None:
    assert may_be_missed(reading, before) is again


def test_read_again_it_must_be_likelier() -> None:
    within = parsed(UNLIKELY)
    assert is_likely_danger(parsed(ENOUGH, "emergency"), within, CALM)
    assert not is_likely_danger(parsed(ENOUGH - 0.01, "emergency"), within, CALM)
    assert not is_likely_danger(parsed(ENOUGH), within, CALM)


def test_where_the_situation_speaks_clearly_against_it_much_more_is_needed() -> None:
    within = parsed(UNLIKELY - 0.01)
    assert is_likely_danger(parsed(ENOUGH_ALL_THE_SAME, "emergency"), within, CALM)
    assert not is_likely_danger(parsed(ENOUGH_ALL_THE_SAME - 0.01, "emergency"), within, CALM)
    assert is_likely_danger(parsed(ENOUGH, "emergency"), within, Situation(route="smalltalk"))


def test_a_hello_before_it_hides_no_danger(engine: Engine, last_resort: LastResort) -> None:
    net = SafetyNet(last_resort, engine.agent)

    async def talk() -> str:
        await net.answer("hello", "afresh", channel="rest")
        return route(await net.answer("my son has drunk his gran's methadone", "afresh", channel="rest"))

    assert asyncio.run(talk()) == "emergency"
