"""A text that a gateway brings more than once, and one that cannot be sent on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms.message import Inbound
from tests.engine.agents import Listening, Slow
from tests.sms.talking import Clock, Talk
from tests.sms.texting import ANN, BOB
from tests.waiting import until_then


async def test_a_message_that_is_handed_over_again_gets_the_same_answer(
    talk: Talk, agent: Listening, clock: Clock
) -> None:
    inbound = Inbound("g", "1", ANN, "who can help", "t")
    first = await talk.answering.answer(inbound)
    clock.now += 59 * 60
    again = await talk.answering.answer(replace(inbound, sender="07700 900123"))
    assert (again.texts, again.key) == (first.texts, first.key)
    assert (first.repeated, again.repeated, len(agent.heard)) == (False, True, 1)
    clock.now += 60
    assert not (await talk.answering.answer(inbound)).repeated


async def test_the_same_answer_is_given_again_after_others_and_over_the_rate(talk: Talk) -> None:
    first = await talk.answering.answer(Inbound("g", "1", ANN, "who can help", "t"))
    for _ in range(15):
        await talk.say("hello again to you all")
    again = await talk.answering.answer(Inbound("g", "1", ANN, "who can help", "t"))
    assert (again.texts, again.repeated) == (first.texts, True)


async def test_two_people_who_both_text_help_are_both_answered(talk: Talk) -> None:
    for sender in (ANN, BOB):
        answer = await talk.answering.answer(Inbound("g", "1", sender, "help", "t"))
        assert (answer.texts, answer.repeated) == ((talk.wording.help,), False)


@dataclass
class Sent:
    """What was sent on."""

    answers: list[object] = field(default_factory=list)

    async def __call__(self, answer: object) -> None:
        self.answers.append(answer)


async def test_one_that_comes_while_the_first_is_being_made_waits_for_it(talk: Talk, net: SafetyNet) -> None:
    net.agent = slow = Slow()
    sent = Sent()
    inbound = Inbound("g", "1", ANN, "can you help me", "t")
    waiting = [asyncio.create_task(talk.answering.answer(inbound, sent)) for _ in range(5)]
    await until_then(lambda: slow.began)
    slow.may_answer.set()
    answers = await asyncio.gather(*waiting)
    assert len({answer.texts for answer in answers}) == 1
    assert sorted(answer.repeated for answer in answers) == [False, True, True, True, True]
    assert (len(slow.began), len(sent.answers)) == (1, 1)


async def test_a_gateway_that_hangs_up_loses_nothing(talk: Talk, net: SafetyNet) -> None:
    net.agent = slow = Slow()
    sent = Sent()
    inbound = Inbound("g", "1", ANN, "can you help me", "t")
    hung_up = asyncio.ensure_future(talk.answering.answer(inbound, sent))
    await until_then(lambda: slow.began)
    hung_up.cancel()
    answering = asyncio.create_task(talk.answering.answer(inbound, sent))
    await asyncio.sleep(0)
    slow.may_answer.set()
    again = await answering
    assert (again.repeated, len(again.texts), len(slow.began), len(sent.answers)) == (True, 1, 1, 1)


async def test_what_cannot_be_sent_on_is_not_made_again(talk: Talk, agent: Listening) -> None:
    async def fails(answer: object) -> None:
        raise OSError

    inbound = Inbound("g", "1", ANN, "can you help me", "t")
    for _ in range(20):
        with pytest.raises(OSError):  # noqa: PT011
            await talk.answering.answer(inbound, fails)
    sent = await talk.answering.answer(inbound)
    assert (sent.repeated, sent.texts, agent.heard) == (False, ("Hello.",), ["can you help me"])
    assert (await talk.answering.answer(inbound)).repeated
