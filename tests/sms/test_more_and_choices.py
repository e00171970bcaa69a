"""What may follow a reply: the rest of it, and its choices."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import answering as answering_module
from bot.sms.segmentation.fitting import Choice, Fitted
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.sms.talking import BUTTONS, Clock, Talk, a_talk
from tests.sms.texting import BOB


@pytest.fixture
def in_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies that have a rest and choices, whatever was said."""
    choices = tuple(Choice(place, row["title"], row["payload"]) for place, row in enumerate(BUTTONS, 1))
    monkeypatch.setattr(answering_module, "fit", lambda messages: Fitted(("First.",), ("Second.", "Third."), choices))


pytestmark = pytest.mark.usefixtures("in_three")


async def test_more_gives_the_rest_one_text_after_the_other(talk: Talk) -> None:
    assert await talk.say("hello there") == ("First.",)
    assert await talk.say("More") == ("Second.",)
    assert await talk.say("more") == ("Third.",)
    assert await talk.say("more") == (talk.wording.no_more,)


async def test_the_last_of_the_rest_comes_once_where_no_choice_is_open(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering_module, "fit", lambda messages: Fitted(("First.",), ("Second.",), ()))
    await talk.say("hello there")
    assert [await talk.say("more") for _ in range(3)] == [
        ("Second.",),
        (talk.wording.no_more,),
        (talk.wording.no_more,),
    ]


async def test_the_rest_is_the_persons_own(talk: Talk) -> None:
    await talk.say("hello there")
    assert await talk.say("MORE", BOB) == (talk.wording.forgotten,)


@pytest.mark.parametrize("between", ["STOP", "HELP", "", "who are you"])
async def test_only_the_bots_own_reply_takes_its_place(talk: Talk, between: str) -> None:
    await talk.say("hello there")
    await talk.say(between)
    assert await talk.say("MORE") == ("Second.",)


async def test_it_waits_half_an_hour(talk: Talk, clock: Clock) -> None:
    await talk.say("hello there")
    clock.now += 30 * 60
    assert await talk.say("MORE") == (talk.wording.forgotten,)


@each_row(
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
        ("i choose 1", "/treatment"),
        ("il say 2", "/family"),
        ("yes 1", "/treatment"),
        ("the first one", "/treatment"),
        ("2nd", "/family"),
    ],
)
async def test_a_number_counts_where_it_was_offered(
    net: SafetyNet, built: Path, agent: Listening, text: str, heard: str
) -> None:
    talk = a_talk(net, built)
    await talk.say("hello there")
    await talk.say(text)
    assert agent.heard[-1] == heard


async def test_a_number_counts_after_the_rest_too(talk: Talk, agent: Listening) -> None:
    await talk.say("hello there")
    await talk.say("MORE")
    await talk.say("2")
    assert agent.heard[-1] == "/family"


@pytest.mark.parametrize("between", ["STOP", "HELP", "", "7"])
async def test_what_was_offered_stays_open_whatever_the_line_itself_says(
    talk: Talk, agent: Listening, between: str
) -> None:
    await talk.say("hello there")
    await talk.say(between)
    await talk.say("1")
    assert agent.heard[-1] == "/treatment"


@each_row("text", ["3", "9.", "option 9", "seven", "ok 5", "its 7", "1 and 2", "the third one"])
async def test_a_number_that_was_not_offered_is_not_taken_for_an_age(
    net: SafetyNet, built: Path, agent: Listening, text: str
) -> None:
    talk = a_talk(net, built)
    await talk.say("hello there")
    heard = list(agent.heard)
    assert await talk.say(text) == (talk.wording.which,)
    assert agent.heard == heard


async def test_a_number_is_nothing_for_somebody_else_and_after_half_an_hour(talk: Talk, clock: Clock) -> None:
    await talk.say("hello there")
    assert await talk.say("1", BOB) == (talk.wording.which,)
    clock.now += 30 * 60
    assert await talk.say("1") == (talk.wording.which,)


@each_row("text", ["14", "im 15", "its 14", "1 pill", "2 days clean", "1 bag a day", "9 9 9"])
async def test_what_may_be_an_age_an_amount_or_999_is_heard(
    net: SafetyNet, built: Path, agent: Listening, text: str
) -> None:
    talk = a_talk(net, built)
    await talk.say("hello there")
    await talk.say(text)
    assert agent.heard[-1] == text


async def test_first_is_a_choice_only_where_one_is_open(talk: Talk, agent: Listening) -> None:
    await talk.say("first")
    assert agent.heard[-1] == "first"


async def test_help_me_is_a_choice_where_one_says_so(
    talk: Talk, agent: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted = Fitted(("First.",), (), (Choice(1, "Help me", "/treatment"), Choice(2, "Stop texts", "/family")))
    monkeypatch.setattr(answering_module, "fit", lambda messages: fitted)
    assert await talk.say("help me") == (talk.wording.help,)
    await talk.say("hello there")
    assert await talk.say("HELP") == (talk.wording.help,)
    assert await talk.say("stop please") == (talk.wording.stop,)
    await talk.say("help me")
    assert agent.heard[-1] == "/treatment"


async def test_danger_is_no_choice(talk: Talk, agent: Listening) -> None:
    await talk.say("hello there")
    await talk.say("999")
    assert agent.heard[-1] == "999"


@pytest.mark.parametrize("said", ["more info", "Tell me more", "next", "go on!", "MORE MORE"])
async def test_other_words_for_more_bring_what_waits_and_are_the_bots_where_nothing_does(
    talk: Talk, agent: Listening, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(answering_module, "fit", lambda messages: Fitted(("First.",), ("The rest.",), ()))
    await talk.say("hello there")
    assert await talk.say(said) == ("The rest.",)
    assert agent.heard == ["hello there"]
    is_more = said == "MORE MORE"
    assert await talk.say(said) == ((talk.wording.no_more,) if is_more else ("First.",))
