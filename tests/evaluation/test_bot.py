"""The whole bot, in this process, on a few messages."""

from __future__ import annotations

import pytest

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from evaluation.ablations import ABLATIONS, whole, without_memory, without_states
from evaluation.answers import thresholds_in_use
from evaluation.bot import Bot
from evaluation.cases import Case, CaseSet, CaseTurn, Expected


def _case(name: str, *turns: tuple[str, str]) -> Case:
    return Case(name, tuple(CaseTurn(say, Expected((route,))) for say, route in turns), frozenset())


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
    for chances in second.reading.grounds.chances.values():
        assert sum(chances.values()) == pytest.approx(1)
    assert list(engine.tracker_store.conversations.keys()) == before


def test_turns_of_a_conversation_follow_each_other(bot: Bot) -> None:
    (talk,) = bot.answer(CASES).dialogues
    assert [turn.reply.route for turn in talk.heard] == ["emergency", "emergency"]
    assert [turn.reading.grounds.before.emergency for turn in talk.heard] == [None, "open"]


def test_the_gate_asked_again_says_what_the_bot_did(bot: Bot) -> None:
    for named in bot.answer(CASES).named():
        assert named.heard.reading.again(thresholds_in_use()) == named.heard.reading.decision


@pytest.mark.parametrize("name", ABLATIONS)
def test_with_a_part_taken_out_every_turn_is_answered_too(bot: Bot, name: str, engine: Engine) -> None:
    found = bot.answer(CASES, ABLATIONS[name])
    assert all(one.heard.reply.route for one in found.named())
    assert "parse_message" not in vars(engine.agent.processor)


def test_without_memory_what_was_told_is_forgotten_for_good(bot: Bot) -> None:
    talk = _case("d", ("i want to stop drinking", "treatment"), ("thanks", "smalltalk"), ("hello", "smalltalk"))
    cases = CaseSet("few", (), (talk,), "0")
    known = [bot.answer(cases, way).dialogues[0].heard[-1].reading.grounds.before for way in (whole, without_memory)]
    assert [before.substances for before in known] == [("alcohol",), ()]
    assert [before.topic for before in known] == ["treatment", "treatment"]


def test_without_states_another_need_ends_an_emergency(bot: Bot) -> None:
    talk = _case("d", ("he is not breathing", "emergency"), ("where do i bin needles", "council"))
    (found,) = bot.answer(CaseSet("few", (), (talk,), "0"), without_states).dialogues
    assert [turn.reply.route for turn in found.heard] == ["emergency", "council"]


def test_a_message_that_is_a_command_is_read_as_the_net_passed_it_on(bot: Bot) -> None:
    found = bot.answer(CaseSet("few", (_case("m", ("/emergency", "fallback")), _case("n", ("", "fallback"))), (), "0"))
    assert [one.reply.route for one in found.said()].count(None) == 0
