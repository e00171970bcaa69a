"""The one way through: keywords, MORE, choices, senders, what is held and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.sms import answering as answering_module
from bot.sms.answering import Answering
from bot.sms.fitting import Choice, Fitted
from bot.sms.inbound import Inbound
from bot.sms.wording import Wording, load
from tests.engine.agents import SIGNPOST, Listening, Raising, Saying, whole_reply
from tests.sms.texting import ANN, BOB

BUTTONS = [{"title": "My own use", "payload": "/treatment"}, {"title": "Somebody else", "payload": "/family"}]
IN_DANGER = "my mate wont wake up"


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Talk:
    """A conversation with the channel. Every text is a message of its own."""

    answering: Answering
    wording: Wording
    count: int = 0

    async def say(self, text: str, sender: str = ANN, **more: object) -> tuple[str, ...]:
        self.count += 1
        return (await self.answering.answer(replace(Inbound("test", str(self.count), sender, text), **more))).texts


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def agent() -> Listening:
    return Listening(BUTTONS)


@pytest.fixture
def talk(net: SafetyNet, built: Path, clock: Clock) -> Talk:
    wording = load(built)
    return Talk(Answering(net, wording, rate=10, rate_all=30, clock=clock), wording)


@pytest.fixture
def in_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies that have a rest and choices, whatever was said."""
    choices = tuple(Choice(place, row["title"], row["payload"]) for place, row in enumerate(BUTTONS, 1))
    monkeypatch.setattr(answering_module, "fit", lambda messages: Fitted(("First.",), ("Second.", "Third."), choices))


async def test_a_text_is_answered_on_the_channel_for_texts(talk: Talk, agent: Listening) -> None:
    texts = await talk.say("i want to stop taking heroin")
    assert "Hello." in texts[0]
    assert (agent.heard, agent.channels) == (["i want to stop taking heroin"], ["sms"])
    assert ANN not in agent.senders[0]


@pytest.mark.parametrize("text", ["STOP", "quit.", "End!", " cancel ", "Unsubscribe"])
async def test_a_word_to_stop_gets_one_reply_and_the_next_text_is_answered(
    talk: Talk, agent: Listening, text: str
) -> None:
    assert await talk.say(text) == (talk.wording.stop,)
    assert agent.heard == []
    assert "Hello." in (await talk.say("who can help me"))[0]


@pytest.mark.parametrize("text", ["I want to quit", "how do i stop", "help me", "i need help", "help 999"])
async def test_what_is_about_drugs_is_heard(talk: Talk, agent: Listening, text: str) -> None:
    await talk.say(text)
    assert agent.heard == [text]


@pytest.mark.parametrize("text", ["stop he is not breathing", "999", "999!", "55"])
async def test_danger_is_heard_whatever_word_is_in_it(talk: Talk, agent: Listening, text: str) -> None:
    await talk.say(text)
    assert agent.heard == [text]


async def test_help_and_nothing_at_all(talk: Talk, agent: Listening) -> None:
    assert await talk.say("HELP") == (talk.wording.help,)
    assert await talk.say("") == (talk.wording.empty,)
    assert await talk.say(" \n") == (talk.wording.empty,)
    assert await talk.say("", wordless=True) == (talk.wording.no_words,)
    assert await talk.say("MORE") == (talk.wording.no_more,)
    assert agent.heard == []


async def test_a_picture_with_words_is_answered_by_them(talk: Talk, agent: Listening) -> None:
    await talk.say("found these pills", wordless=True)
    assert agent.heard == ["found these pills"]


@pytest.mark.usefixtures("in_three")
class TestRest:
    async def test_more_gives_the_rest_one_text_after_the_other(self, talk: Talk) -> None:
        assert await talk.say("hello there") == ("First.",)
        assert await talk.say("More") == ("Second.",)
        assert await talk.say("more") == ("Third.",)
        assert await talk.say("more") == (talk.wording.no_more,)

    async def test_the_rest_is_the_persons_own(self, talk: Talk) -> None:
        await talk.say("hello there")
        assert await talk.say("MORE", BOB) == (talk.wording.no_more,)

    @pytest.mark.parametrize("between", ["STOP", "HELP", "", "who are you"])
    async def test_only_the_bots_own_reply_takes_its_place(self, talk: Talk, between: str) -> None:
        await talk.say("hello there")
        await talk.say(between)
        assert await talk.say("MORE") == ("Second.",)

    async def test_it_waits_half_an_hour(self, talk: Talk, clock: Clock) -> None:
        await talk.say("hello there")
        clock.now += 30 * 60
        assert await talk.say("MORE") == (talk.wording.no_more,)

    @pytest.mark.parametrize(
        ("text", "heard"),
        [
            ("1", "/treatment"),
            (" 2.", "/family"),
            ("two", "/family"),
            ("option 1 pls", "/treatment"),
            ("2\ufe0f\u20e3", "/family"),
            ("my own use!", "/treatment"),
            ("2 Somebody else", "/family"),
            ("somebody", "/family"),
        ],
    )
    async def test_a_number_counts_where_it_was_offered(
        self, talk: Talk, agent: Listening, text: str, heard: str
    ) -> None:
        await talk.say("hello there")
        await talk.say(text)
        assert agent.heard[-1] == heard

    async def test_a_number_counts_after_the_rest_too(self, talk: Talk, agent: Listening) -> None:
        await talk.say("hello there")
        await talk.say("MORE")
        await talk.say("2")
        assert agent.heard[-1] == "/family"

    @pytest.mark.parametrize("between", ["STOP", "HELP", "", "7"])
    async def test_what_was_offered_stays_open_whatever_the_line_itself_says(
        self, talk: Talk, agent: Listening, between: str
    ) -> None:
        await talk.say("hello there")
        await talk.say(between)
        await talk.say("1")
        assert agent.heard[-1] == "/treatment"

    @pytest.mark.parametrize("text", ["3", "9.", "option 9", "seven"])
    async def test_a_number_that_was_not_offered_is_not_taken_for_an_age(
        self, talk: Talk, agent: Listening, text: str
    ) -> None:
        await talk.say("hello there")
        heard = list(agent.heard)
        assert await talk.say(text) == (talk.wording.which,)
        assert agent.heard == heard

    async def test_a_number_is_nothing_for_somebody_else_and_after_half_an_hour(self, talk: Talk, clock: Clock) -> None:
        await talk.say("hello there")
        assert await talk.say("1", BOB) == (talk.wording.which,)
        clock.now += 30 * 60
        assert await talk.say("1") == (talk.wording.which,)

    async def test_two_digits_may_be_an_age(self, talk: Talk, agent: Listening) -> None:
        await talk.say("hello there")
        await talk.say("14")
        assert agent.heard[-1] == "14"

    async def test_danger_is_no_choice(self, talk: Talk, agent: Listening) -> None:
        await talk.say("hello there")
        await talk.say("999")
        assert agent.heard[-1] == "999"


@pytest.mark.parametrize("sender", ["82228", "FRANK", "Barclays", "", "+60777"])
async def test_nobody_is_answered_where_nobody_is_and_the_log_does_not_say_who(
    talk: Talk, agent: Listening, sender: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert await talk.say("your code is 123456", sender) == ()
    assert agent.heard == []
    assert "a sender that is no phone number" in caplog.text
    assert not sender or sender not in caplog.text


async def test_a_message_that_is_handed_over_again_gets_the_same_answer(
    talk: Talk, agent: Listening, clock: Clock
) -> None:
    inbound = Inbound("g", "1", ANN, "help me", "t")
    first = await talk.answering.answer(inbound)
    clock.now += 59 * 60
    again = await talk.answering.answer(replace(inbound, sender="07700 900123"))
    assert (again.texts, again.key) == (first.texts, first.key)
    assert (first.repeated, again.repeated, len(agent.heard)) == (False, True, 1)
    clock.now += 60
    assert not (await talk.answering.answer(inbound)).repeated


async def test_the_same_answer_is_given_again_after_others_and_over_the_rate(talk: Talk) -> None:
    first = await talk.answering.answer(Inbound("g", "1", ANN, "help me", "t"))
    for _ in range(15):
        await talk.say("hello again to you all")
    again = await talk.answering.answer(Inbound("g", "1", ANN, "help me", "t"))
    assert (again.texts, again.repeated) == (first.texts, True)


async def test_two_people_who_both_text_help_are_both_answered(talk: Talk) -> None:
    for sender in (ANN, BOB):
        answer = await talk.answering.answer(Inbound("g", "1", sender, "help", "t"))
        assert (answer.texts, answer.repeated) == ((talk.wording.help,), False)


@dataclass
class Slow:
    """Takes its time."""

    heard: list[str] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        await asyncio.sleep(0.1)
        await whole_reply(message)


async def test_one_that_comes_while_the_first_is_being_made_waits_for_it(talk: Talk, net: SafetyNet) -> None:
    net.agent = slow = Slow()
    sent = []

    async def send(answer: object) -> None:
        sent.append(answer)

    inbound = Inbound("g", "1", ANN, "help me please", "t")
    answers = await asyncio.gather(*(talk.answering.answer(inbound, send) for _ in range(5)))
    assert len({answer.texts for answer in answers}) == 1
    assert sorted(answer.repeated for answer in answers) == [False, True, True, True, True]
    assert (len(slow.heard), len(sent)) == (1, 1)


async def test_a_gateway_that_hangs_up_loses_nothing(talk: Talk, net: SafetyNet) -> None:
    net.agent = slow = Slow()
    sent = []

    async def send(answer: object) -> None:
        sent.append(answer)

    inbound = Inbound("g", "1", ANN, "help me please", "t")
    hung_up = asyncio.ensure_future(talk.answering.answer(inbound, send))
    await asyncio.sleep(0.02)
    hung_up.cancel()
    again = await talk.answering.answer(inbound, send)
    assert (again.repeated, len(again.texts), len(slow.heard), len(sent)) == (True, 1, 1, 1)


async def test_what_cannot_be_sent_on_is_made_anew(talk: Talk) -> None:
    async def fails(answer: object) -> None:
        raise OSError

    inbound = Inbound("g", "1", ANN, "help me please", "t")
    with pytest.raises(OSError):  # noqa: PT011
        await talk.answering.answer(inbound, fails)
    assert not (await talk.answering.answer(inbound)).repeated


async def test_a_dead_agent_still_gets_everybody_a_card(talk: Talk, net: SafetyNet, last_resort: LastResort) -> None:
    net.agent = Raising()
    assert "999" in "".join(await talk.say("who can help me"))
    assert "".join(await talk.say(IN_DANGER)).startswith("Call 999 now")


async def test_a_fitting_that_breaks_sends_the_words_as_they_are(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(messages: object) -> Fitted:
        raise ValueError("qzmarkqz")

    monkeypatch.setattr(answering_module, "fit", broken)
    assert await talk.say("hello there") == ("Hello.",)
    assert "ValueError while fitting" in caplog.text
    assert "qzmarkqz" not in caplog.text


async def test_too_many_from_one_number_are_told_so_once(talk: Talk, clock: Clock) -> None:
    texts = [await talk.say(f"{'abcdefghijklmnop'[place]} says hello") for place in range(14)]
    assert all("Hello." in text[0] for text in texts[:10])
    assert texts[10:] == [(talk.wording.too_many,), (), (), ()]
    assert "Hello." in (await talk.say("a says hello", BOB))[0]
    clock.now += 61
    assert "Hello." in (await talk.say("back again"))[0]


async def test_too_many_from_everybody_are_told_so_once_each_and_not_without_end(talk: Talk) -> None:
    senders = [f"+447700900{place:03}" for place in range(70)]
    texts = [await talk.say("hello there", sender) for sender in senders]
    assert all("Hello." in text[0] for text in texts[:30])
    assert texts[30:60] == [(talk.wording.too_many,)] * 30
    assert texts[60:] == [()] * 10


@pytest.mark.parametrize("said", [IN_DANGER, "hes stopped breathing and gone blue", "999"])
async def test_danger_is_answered_over_every_limit(talk: Talk, agent: Listening, said: str) -> None:
    for place in range(70):
        await talk.say("hello there", f"+447700900{place:03}")
    for _ in range(20):
        await talk.say("hello there i am a machine")
    for _ in range(20):
        assert "Hello." in (await talk.say(said))[0]


async def test_a_machine_that_sends_our_words_back_is_not_answered_for_long(
    talk: Talk, net: SafetyNet, clock: Clock
) -> None:
    """Even where our words would be danger in somebody's mouth. What they say beside them still is."""
    said = "Call 999 now. It is free from any phone."
    assert net.danger(said)
    net.agent = Saying([{"recipient_id": "a", "text": said}, {"recipient_id": "a", "custom": {"signpost": SIGNPOST}}])
    assert await talk.say(IN_DANGER) == (said,)
    answers = []
    for _ in range(12):
        clock.now += 20
        answers.append(await talk.say(said.replace(" ", "\n")))
    assert answers == [(said,)] * 2 + [(talk.wording.too_many,)] + [()] * 9
    assert await talk.say(f"{said} yes but he is not breathing") == (said,)


async def test_a_machine_with_a_clock_is_not_answered_for_long_and_a_person_is_afterwards(
    talk: Talk, clock: Clock
) -> None:
    answers = []
    for place in range(12):
        clock.now += 20
        answers.append(await talk.say(f"I am away until Monday. Automatic reply {place} at 10:{place}"))
    assert [bool(answer) for answer in answers] == [True] * 5 + [False] * 7
    assert answers[4] == (talk.wording.too_many,)
    assert await talk.say("who can help me") != ()
    clock.now += 10 * 60
    assert await talk.say("I am away until Monday. Automatic reply 13 at 11:20") != ()


async def test_people_may_say_the_same_short_thing_several_times(talk: Talk, clock: Clock) -> None:
    for text in ("yes", "1", "2", "yes", "3", "yes", "MORE", "yes", "yes", "ok", "yes", "MORE"):
        clock.now += 20
        assert await talk.say(text) != ()


def everything_in(part: object) -> Iterator[dict[str, Any]]:
    """The insides of it and of all of ours inside it, save the bot behind it and its own sentences."""
    inside = {name: value for name, value in vars(part).items() if name not in ("_net", "_wording")}
    yield inside
    for value in inside.values():
        if type(value).__module__.startswith("bot."):
            yield from everything_in(value)


async def test_what_is_held_holds_neither_number_nor_words(talk: Talk, net: SafetyNet) -> None:
    for text in (
        "qzmarkqz i need help with heroin",
        "qzmarkqz",
        "HELP",
        IN_DANGER,
        "qzmarkqz again and again and again",
    ):
        for _ in range(6):
            await talk.say(text)
    held = repr([*everything_in(talk.answering), vars(net.offered)])
    assert "Hello." in held
    assert "qzmarkqz" not in held
    assert "900123" not in held
    assert "wont wake" not in held


async def test_all_of_it_goes_when_its_time_is_up(talk: Talk, clock: Clock) -> None:
    for sender in (ANN, BOB):
        for _ in range(15):
            await talk.say("hello there", sender)
    clock.now += 61 * 60
    talk.answering.sweep()
    sizes = [len(found["_kept"]) for found in everything_in(talk.answering) if "_kept" in found]
    assert len(sizes) >= 5
    assert sum(sizes) == 0
