"""What the line says by itself without the bot, and whom it names after a reply."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.expiring import HALF_AN_HOUR
from bot.engine.safety_net import SafetyNet
from bot.sms.message import About
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.sms.talking import SAID, Clock, Talk, a_talk, about

ABOUT_FRANK = About("rest", ("frank",))


@pytest.mark.parametrize("text", ["STOP", "quit.", "End!", " cancel ", "Unsubscribe"])
async def test_a_word_to_stop_gets_one_reply_and_the_next_text_is_answered(
    talk: Talk, agent: Listening, text: str
) -> None:
    assert await talk.say(text) == (talk.wording.stop,)
    assert agent.heard == []
    assert "Hello." in (await talk.say("who can help me"))[0]


async def test_help_and_a_text_without_words_get_a_text_of_the_lines_own(talk: Talk, agent: Listening) -> None:
    assert await talk.say("HELP") == (talk.wording.help,)
    assert await talk.say("") == (talk.wording.empty,)
    assert await talk.say(" \n") == (talk.wording.empty,)
    assert await talk.say("", wordless=True) == (talk.wording.no_words,)
    assert await talk.say("MORE") == (talk.wording.forgotten,)
    assert agent.heard == []


@each_row("text", ["?", "??", "...", "?!"])
async def test_marks_alone_ask_who_this_is_or_what_was_meant(net: SafetyNet, built: Path, text: str) -> None:
    talk, net.agent = a_talk(net, built), Listening()
    assert await talk.say(text) == (talk.wording.who,)
    await talk.say("hello there")
    assert await talk.say(text) == (talk.wording.unclear,)


@each_row(
    "said",
    ["Oh sorry, wrong number!", "wrong number sorry", "new phone who dis", "who is this?", "How did you get my number"],
)
async def test_whoever_does_not_know_whose_number_this_is_is_told(talk: Talk, agent: Listening, said: str) -> None:
    assert await talk.say(said) == (talk.wording.who,)
    assert agent.heard == []


@each_row("text", ["👍", "Liked “Hello.”", "\u200b❤️\u200b to “Hello.”"])
async def test_a_sign_put_to_a_text_of_ours_is_heard_and_the_bot_not_asked(
    net: SafetyNet, built: Path, text: str
) -> None:
    talk, net.agent = a_talk(net, built), (agent := Listening())
    await talk.say("hello there")
    assert await talk.say(text) == (talk.wording.reaction,)
    assert agent.heard == ["hello there"]
    net.agent = about("emergency", "emergency-999")
    await talk.say("he is coming in")
    assert (await talk.say(text))[0].startswith("Call 999 now, if nobody has.")


ABOUTS = {
    "crisis": (("samaritans", "shout"), "If you cannot go on: Samaritans, 116 123."),
    "safeguarding": (("childline", "police-101"), "You can call Childline: 0800 1111."),
    "slavery": (("modern-slavery-helpline",), "You can call the Modern Slavery Helpline: 08000 121 700."),
    "report": (("crimestoppers", "police-101"), "You can call Crimestoppers: 0800 555 111."),
    "smalltalk": ((), "FRANK, about drugs: 0300 123 6600."),
}


@pytest.mark.parametrize("route", ABOUTS)
async def test_after_the_last_of_a_reply_more_names_whoever_that_was_about(
    talk: Talk, net: SafetyNet, clock: Clock, route: str
) -> None:
    services, last = ABOUTS[route]
    net.agent = about(route, *services)
    await talk.say("hello there")
    for text in ("MORE", "more", "7", ""):
        assert (await talk.say(text))[-1].splitlines()[-1] == last
    clock.now += 31 * 60
    assert await talk.say("MORE") == (talk.wording.forgotten,)


@each_row(
    ("said", "name"), [("wrong number", "who"), ("what if i ring this number", "calls"), ("u still there?", "here")]
)
async def test_what_is_about_this_line_is_told_after_a_service_was_named_too(
    net: SafetyNet, built: Path, said: str, name: str
) -> None:
    talk = a_talk(net, built)
    assert await talk.say(said) == (getattr(talk.wording, name),)
    net.agent = about("advice", "frank")
    await talk.say("who knows about drugs")
    (text,) = await talk.say(said)
    assert text == getattr(talk.wording.after(ABOUT_FRANK), name)
    assert text.endswith("You can call FRANK: 0300 123 6600.")


@each_row(("said", "is_ours"), [("is it free", False), ("Does this cost money?", False), ("how much is a text", True)])
async def test_what_it_costs_is_about_the_service_that_was_just_named(
    net: SafetyNet, built: Path, said: str, is_ours: bool
) -> None:
    talk, net.agent = a_talk(net, built), Listening()
    assert await talk.say(said) == (talk.wording.cost,)
    net.agent = about("smalltalk", "frank")
    assert (await talk.say("who knows about drugs"))[0].startswith(SAID)
    assert (await talk.say(said) == (talk.wording.after(ABOUT_FRANK).cost,)) == is_ours
    net.agent = Listening()
    assert await talk.say("thanks") == ("Hello.",)
    assert await talk.say(said) == (talk.wording.cost,)


@each_row("route", ["safeguarding", "slavery"])
@each_row("text", ["STOP", "cancel pls", "stop texting me", "wrong number", "who is this?"])
async def test_for_half_an_hour_after_abuse_the_words_of_whoever_is_watched_name_nobody(
    net: SafetyNet, built: Path, text: str, route: str
) -> None:
    clock = Clock()
    talk = a_talk(net, built, clock)
    for later, (heard, service) in enumerate([(route, "domestic-abuse-helpline"), ("smalltalk", "frank")]):
        clock.now = later * (HALF_AN_HOUR - 1)
        net.agent = about(heard, service)
        await talk.say(f"words {later}")
        (hidden,) = await talk.say(text)
        assert "FRANK" not in hidden
        assert "Abuse" not in hidden
    clock.now = HALF_AN_HOUR
    assert "FRANK" in (await talk.say(text))[0]
