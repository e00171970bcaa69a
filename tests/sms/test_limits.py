"""Floods and machines are answered little; someone in danger always."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import answering as answering_module
from bot.sms.segmentation.fitting import Choice, Fitted
from bot.understanding.first_sight import first_sight
from tests.engine.agents import SIGNPOST, Listening, whole_reply
from tests.rows import each_row
from tests.sms.talking import IN_DANGER, Clock, Talk, a_talk, about
from tests.sms.texting import BOB
from tests.understanding.red_flags import find

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

CRISIS = {"custom": {"signpost": SIGNPOST | {"route": "crisis"}}}
UNFLAGGED = "necked all of my pregabs and a bottle of vodka"
DESPAIR = ["i want to die", "i dont want to be alive any more"]
# Despair to the classifier alone.
UNSAID = "nobody would even notice"


async def test_too_many_from_one_number_are_told_so_once(talk: Talk, clock: Clock) -> None:
    texts = [await talk.say(f"{'abcdefghijklmnop'[place]} says hello") for place in range(14)]
    assert all("Hello." in text[0] for text in texts[:10])
    assert texts[10:] == [(talk.wording.too_many,), (), (), ()]
    assert "Hello." in (await talk.say("a says hello", BOB))[0]
    clock.now += 61
    assert "Hello." in (await talk.say("back again"))[0]


async def test_in_a_flood_of_others_each_is_told_so_once_without_blame_and_not_without_end(talk: Talk) -> None:
    senders = [f"+447700900{place:03}" for place in range(340)]
    texts = [await talk.say("hello there", sender) for sender in senders]
    assert all("Hello." in text[0] for text in texts[:30])
    assert texts[30:330] == [(talk.wording.busy,)] * 300
    assert "You sent" not in talk.wording.busy
    assert texts[330:] == [()] * 10


async def flooded(talk: Talk, many: int = 340) -> None:
    for place in range(many):
        await talk.say("hello there", f"+447700800{place:03}")


async def test_in_a_flood_everybody_still_gets_each_of_the_lines_own_texts_once(talk: Talk) -> None:
    await flooded(talk)
    for text, expected in (("STOP", talk.wording.stop), ("help!", talk.wording.help), ("", talk.wording.empty)):
        assert [await talk.say(text) for _ in range(3)] == [(expected,), (), ()]
    assert await talk.say("", wordless=True) == (talk.wording.no_words,)
    assert await talk.say("HELP", BOB) == (talk.wording.help,)


async def test_beyond_the_total_a_first_text_is_looked_into(talk: Talk, net: SafetyNet) -> None:
    await flooded(talk, 40)
    net.agent = Seeing()
    assert await talk.say(UNFLAGGED) == ("Hello.",)


DANGERS = [IN_DANGER, "hes stopped breathing and gone blue", "999"]
AUTO_REPLIES = [
    "Out of office until 4 May. In an emergency dial 999 immediately, he is not breathing",
    "if its an emergency call 999 now!",
]


@pytest.mark.parametrize("said", DANGERS)
async def test_danger_is_answered_over_every_limit(talk: Talk, said: str) -> None:
    await flooded(talk, 70)
    for _ in range(20):
        await talk.say("hello there i am a machine")
    for _ in range(10):
        assert "Hello." in (await talk.say(said))[0]


@pytest.mark.parametrize("said", [IN_DANGER, *DESPAIR])
async def test_life_and_death_in_ever_other_words_is_always_answered(talk: Talk, said: str) -> None:
    await flooded(talk)
    for place in range(30):
        word = "".join("abcdefghij"[int(digit)] for digit in f"{place:02}")
        assert "Hello." in (await talk.say(f"{word} {said}"))[0]


@pytest.mark.parametrize("said", [*DANGERS, *DESPAIR])
async def test_life_and_death_in_the_same_words_over_and_over_is_answered_once_a_minute(
    talk: Talk, clock: Clock, said: str
) -> None:
    assert first_sight(said).danger or first_sight(said).despair
    answers = []
    for _ in range(30):
        clock.now += 1
        answers.append(await talk.say(said))
    assert answers == [("Hello.",)] * 11 + [(talk.wording.too_many,)] + [()] * 18
    for _ in range(3):
        clock.now += 60
        assert [bool(await talk.say(said)) for _ in range(3)][::2] == [True, False]


async def test_a_machine_that_sends_our_words_back_is_not_answered_for_long(
    talk: Talk, net: SafetyNet, clock: Clock
) -> None:
    """Even where our words would be danger in somebody's mouth. What they say beside them still is."""
    said = "Call 999 now. It is free from any phone."
    assert find(said)
    net.agent = about("smalltalk", said=said)
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
        answers.append(await talk.say(f"We are closed until Monday. Message {place} at 10:{place}"))
    assert [bool(answer) for answer in answers] == [True] * 5 + [False] * 7
    assert answers[4] == (talk.wording.too_many,)
    assert await talk.say("who can help me") != ()
    clock.now += 10 * 60
    assert await talk.say("We are closed until Monday. Message 13 at 11:20") != ()


async def test_people_may_say_the_same_short_thing_several_times(talk: Talk, clock: Clock) -> None:
    for text in ("yes", "1", "2", "yes", "3", "yes", "MORE", "yes", "yes", "ok", "yes", "MORE"):
        clock.now += 20
        assert await talk.say(text) != ()


async def understand(text: str) -> dict[str, dict[str, str]]:
    return {"intent": {"name": "crisis" if text == UNSAID else "greet"}}


class Desperate:
    """Sees a crisis in what the classifier alone knows for one."""

    async def handle_message(self, message: UserMessage) -> None:
        await whole_reply(message)
        if message.text == UNSAID:
            message.output_channel.messages[-1].update(CRISIS)


@dataclass
class Seeing:
    """Sees an emergency where no red flag does."""

    heard: list[str] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        await whole_reply(message)
        if message.text == UNFLAGGED:
            message.output_channel.messages[-1]["custom"]["signpost"] = SIGNPOST | {"route": "emergency"}


@pytest.fixture
def seeing(net: SafetyNet) -> Seeing:
    net.agent = found = Seeing()
    assert find(UNFLAGGED) is None
    return found


async def test_beyond_the_rate_the_bot_is_asked_and_only_life_and_death_is_sent(talk: Talk, seeing: Seeing) -> None:
    for place in range(11):
        await talk.say(f"{'abcdefghijklmnop'[place]} says hello")
    assert await talk.say("who can help me") == ()
    assert await talk.say(UNFLAGGED) == ("Hello.",)
    assert seeing.heard[-2:] == ["who can help me", UNFLAGGED]


async def test_beyond_the_rate_the_bot_is_asked_six_times_a_minute(talk: Talk, seeing: Seeing, clock: Clock) -> None:
    for place in range(40):
        await talk.say(f"hello {'abcdefghij'[place % 10]} and {'klmn'[place % 4]}")
    assert len(seeing.heard) == 10 + 6
    clock.now += 10
    for place in range(10):
        await talk.say(f"hello again {'abcdefghij'[place]}")
    # One is within the rate by now, and one more is looked into.
    assert len(seeing.heard) == 10 + 6 + 1 + 1


async def test_a_flood_from_ever_new_numbers_is_not_looked_into_without_end(talk: Talk, seeing: Seeing) -> None:
    for place in range(100):
        await talk.say("hello there", f"+447700900{place:03}")
    assert len(seeing.heard) == 30 + 30


async def test_danger_now_is_picked_by_its_number_beyond_the_total(
    talk: Talk, agent: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = (Choice(1, "My own use", "/treatment"), Choice(2, "Danger now", "/emergency"))
    monkeypatch.setattr(answering_module, "fit", lambda messages: Fitted(("First.",), (), choices))
    await talk.say("hello there")
    await flooded(talk, 40)
    heard = list(agent.heard)
    assert await talk.say("1") == (talk.wording.busy,)
    assert agent.heard == heard
    assert await talk.say("2") == ("First.",)
    assert agent.heard[-1] == "/emergency"


@each_row(
    ("said", "answered"),
    [
        (AUTO_REPLIES[0], 2),
        ("Automated response: we are closed. If someone is dying call 999.", 2),
        ("Thanks for your message. If this is urgent please call the office on 02392 123456.", 2),
        # By the red flags it may be a person: once a minute too.
        (AUTO_REPLIES[1], 7),
    ],
)
async def test_an_auto_reply_is_answered_little_even_where_the_bot_takes_it_for_grave(
    net: SafetyNet, built: Path, said: str, answered: int
) -> None:
    net.agent = about("crisis")
    talk = a_talk(net, built, clock := Clock())
    answers = []
    for _ in range(20):
        clock.now += 10
        answers.append(await talk.say(said))
    assert (len([answer for answer in answers if answer]) - 1, answers[-1]) == (answered, ())


@each_row("said", ["sent 12:00:33", "I'm driving right now. Sent at 12:00:33", "This is an automatic reply."])
async def test_what_a_machine_sends_is_not_asked_of_the_bot(talk: Talk, agent: Listening, said: str) -> None:
    assert await talk.say(said) == (talk.wording.machine,)
    assert await talk.say(f"{said} he is not breathing") != (talk.wording.machine,)
    assert agent.heard.pop() == f"{said} he is not breathing"
    assert agent.heard == []


@pytest.mark.parametrize("said", DESPAIR)
async def test_after_half_an_hour_despair_in_the_same_words_is_answered_once_in_ten_minutes(
    talk: Talk, net: SafetyNet, clock: Clock, said: str
) -> None:
    net.agent = about("crisis")
    answered = []
    for minute in range(80):
        clock.now = minute * 60.0
        answered.append(bool(await talk.say(said)))
    # Ten as they come, and then half an hour.
    assert all(answered[:40])
    assert [sum(answered[since : since + 10]) for since in (42, 52, 62)] == [1, 1, 1]


async def test_beyond_every_limit_despair_in_unusual_words_is_answered(talk: Talk, net: SafetyNet) -> None:
    """What the bot is asked a few times a minute is by then used up, by this number and by others."""
    net.agent, net.understand = Desperate(), understand
    await flooded(talk)
    for place in range(20):
        await talk.say(f"{'abcdefghijklmnopqrst'[place]} says hello")
    assert first_sight(UNSAID).despair is False
    assert await talk.say("hello again") == ()
    assert await talk.say(UNSAID) == ("Hello.",)
    assert await talk.say(UNSAID, BOB) == ("Hello.",)


@pytest.mark.parametrize("delay", [5, 30, 61, 90])
@pytest.mark.parametrize("said", AUTO_REPLIES)
async def test_a_machine_that_names_999_dies_out_however_slow_it_is(
    talk: Talk, clock: Clock, said: str, delay: int
) -> None:
    """It answers each text of ours, and nothing else."""
    ours = 0
    while await talk.say(said):
        ours += 1
        clock.now += delay
        assert ours < 100
