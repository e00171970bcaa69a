"""The whole bot, in this process, on a few messages."""

from __future__ import annotations

import pytest

from bot.engine.agent import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from evaluation.bot import Bot
from evaluation.cases import Case, CaseSet, Expected, Turn
from evaluation.readings import Gate, gate_settings


def _case(name: str, *turns: tuple[str, str]) -> Case:
    return Case(name, tuple(Turn(say, Expected((route,))) for say, route in turns), frozenset())


CASES = CaseSet(
    "few",
    (_case("m1", ("he is not breathing", "emergency")), _case("m2", ("what does ketamine do to you", "advice"))),
    (_case("d1", ("he is not breathing", "emergency"), ("he is fine now, sat up talking", "advice")),),
    "0",
)


@pytest.fixture(scope="module")
def bot(engine: Engine, last_resort: LastResort) -> Bot:
    return Bot(engine, SafetyNet(last_resort))


def test_each_message_is_answered_judged_and_read(bot: Bot, engine: Engine) -> None:
    before = list(engine.tracker_store.conversations.keys())
    found = bot.answer(CASES)
    assert [result.passed for result in found.messages] == [True, True]
    first, second = found.said()
    assert first.reading.danger
    assert second.reading.decision.intent == "advice"
    assert sum(chance for _, chance in second.reading.ranking) == pytest.approx(1)
    assert list(engine.tracker_store.conversations.keys()) == before


def test_turns_of_a_conversation_follow_each_other(bot: Bot) -> None:
    (talk,) = bot.answer(CASES).dialogues
    assert [turn.reply.route for turn in talk.heard] == ["emergency", "advice"]


def test_the_gate_asked_again_says_what_the_bot_did(bot: Bot) -> None:
    gate = Gate.of(gate_settings())
    for heard in bot.answer(CASES).said():
        assert gate.decide(heard.reading, heard.reading.sight) == heard.reading.decision


def test_a_message_that_is_a_command_is_read_as_the_net_passed_it_on(bot: Bot) -> None:
    found = bot.answer(CaseSet("few", (_case("m", ("/emergency", "fallback")), _case("n", ("", "fallback"))), (), "0"))
    assert [one.reply.route for one in found.said()].count(None) == 0
