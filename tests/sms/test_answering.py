"""The one way through: keywords, MORE, choices, senders, what is held and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.expiring import sweep_all
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.engine.triage import Triage
from bot.sms import answering as answering_module
from bot.sms.answering import Answering
from bot.sms.message import About
from bot.sms.segmentation.fitting import Fitted
from bot.sms.wording import endings, load
from tests.engine.agents import SIGNPOST, Listening, Raising, Saying
from tests.rows import each_row
from tests.sms.talking import IN_DANGER, Clock, Talk
from tests.sms.texting import ANN, BOB


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


@pytest.mark.parametrize("text", ["I want to quit", "how do i stop", "help me stop", "i need help", "help 999"])
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
    assert await talk.say("MORE") == (talk.wording.forgotten,)
    assert agent.heard == []


async def test_a_picture_with_words_is_answered_by_them(talk: Talk, agent: Listening) -> None:
    await talk.say("found these pills", wordless=True)
    assert agent.heard == ["found these pills"]


@pytest.mark.parametrize("sender", ["82228", "FRANK", "Barclays", "", "+60777"])
async def test_nobody_is_answered_where_nobody_is_and_the_log_does_not_say_who(
    talk: Talk, agent: Listening, sender: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert await talk.say("your code is 123456", sender) == ()
    assert agent.heard == []
    assert "a sender that is no phone number" in caplog.text
    assert not sender or sender not in caplog.text


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
    sweep_all()
    sizes = [len(found["_kept"]) for found in everything_in(talk.answering) if "_kept" in found]
    assert len(sizes) == 2
    assert sum(sizes) == 0


async def test_a_text_is_looked_at_once_and_again_only_where_our_own_words_stand_in_it(
    talk: Talk, net: SafetyNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, look = [], net.look

    async def noting(text: str) -> Triage:
        looked.append(text)
        return await look(text)

    monkeypatch.setattr(net, "look", noting)
    for text in ("Who  can help me", "HELP", IN_DANGER):
        await talk.say(text)
    assert looked == ["Who  can help me", "HELP", IN_DANGER]
    await talk.say(f"{talk.wording.help} he is not breathing")
    assert looked[3:] == [f"{talk.wording.help} he is not breathing", "he is not breathing"]


@pytest.mark.parametrize(
    "text", ["end\nsent from my bathroom floor i took 50 pills", "help\nsent from my mums phone she isnt breathing"]
)
async def test_danger_in_what_looks_like_a_signature_is_heard(talk: Talk, agent: Listening, text: str) -> None:
    await talk.say(text)
    assert len(agent.heard) == 1


def about(route: str, *services: str) -> Saying:
    signpost = SIGNPOST | {"route": route, "services": list(services)}
    return Saying([{"recipient_id": "a", "text": "So it is."}, {"recipient_id": "a", "custom": {"signpost": signpost}}])


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


IN_AN_EMERGENCY = ["MORE", "HELP", "help!", "przestań", "قف", "?", "stop it", "stop texting me", "basta", "u there?"]


@each_row("text", IN_AN_EMERGENCY)
async def test_in_an_emergency_what_may_be_a_cry_is_for_the_bot(net: SafetyNet, built: Path, text: str) -> None:
    wording = load(built)
    talk = Talk(Answering(net, wording, rate=10, rate_all=30, clock=Clock()), wording)
    net.agent = about("emergency", "emergency-999")
    assert await talk.say("he is coming in") == await talk.say(text) == ("So it is.",)


async def test_in_an_emergency_a_bare_stop_gets_999_first(talk: Talk, net: SafetyNet) -> None:
    net.agent = about("emergency", "emergency-999")
    await talk.say("he is coming in")
    (text,) = await talk.say("STOP")
    assert text.startswith("Call 999 now, if nobody has.")
    assert "FRANK" not in text


@each_row("text", ["MENU", "main menu", "topics", "Other topics?", "options pls", "START", "unstop"])
async def test_menu_begins_anew_by_one_word_or_another(talk: Talk, agent: Listening, clock: Clock, text: str) -> None:
    clock.now += 60
    await talk.say("i want to die")
    await talk.say(text)
    assert agent.heard[-1] == "/start_again"


async def test_the_menu_is_told_of_once_where_it_makes_no_text_longer(talk: Talk, net: SafetyNet, clock: Clock) -> None:
    menu = f"So it is.\n{endings().menu}"
    net.agent = about("treatment", "frank")
    assert [await talk.say(text) for text in ("hello there", "and then")] == [(menu,), ("So it is.",)]
    clock.now += 31 * 60
    assert await talk.say("hello again") == (menu,)


@each_row("route", ["emergency", "crisis"])
async def test_nobody_is_told_of_a_menu_in_danger_or_despair(net: SafetyNet, built: Path, route: str) -> None:
    wording = load(built)
    talk = Talk(Answering(net, wording, rate=10, rate_all=30, clock=Clock()), wording)
    net.agent = about(route, "samaritans")
    assert await talk.say("hello there") == ("So it is.",)


@each_row("text", ["?", "??", "...", "?!"])
async def test_marks_alone_ask_who_this_is_or_what_was_meant(net: SafetyNet, built: Path, text: str) -> None:
    wording = load(built)
    talk = Talk(Answering(net, wording, rate=10, rate_all=30, clock=Clock()), wording)
    net.agent = Listening()
    assert await talk.say(text) == (wording.who,)
    await talk.say("hello there")
    assert await talk.say(text) == (wording.unclear,)


REACTIONS = ["👍", "Liked “Hello.”", "\u200b❤️\u200b to “Hello.”"]


@each_row("text", REACTIONS)
async def test_a_sign_put_to_a_text_of_ours_is_heard_and_the_bot_not_asked(
    net: SafetyNet, built: Path, text: str
) -> None:
    wording, net.agent = load(built), (agent := Listening())
    talk = Talk(Answering(net, wording, rate=10, rate_all=30, clock=Clock()), wording)
    await talk.say("hello there")
    assert await talk.say(text) == (wording.reaction,)
    assert agent.heard == ["hello there"]
    net.agent = about("emergency", "emergency-999")
    await talk.say("he is coming in")
    assert (await talk.say(text))[0].startswith("Call 999 now, if nobody has.")


NAMES_FRANK = {"custom": {"signpost": SIGNPOST | {"services": ["frank"]}}}


@each_row(("said", "is_ours"), [("is it free", False), ("Does this cost money?", False), ("how much is a text", True)])
async def test_what_it_costs_is_about_the_service_that_was_just_named(
    net: SafetyNet, built: Path, said: str, is_ours: bool
) -> None:
    net.agent, wording = Listening(), load(built)
    talk = Talk(Answering(net, wording, rate=10, rate_all=30, clock=Clock()), wording)
    assert await talk.say(said) == (wording.cost,)
    net.agent = Saying([{"recipient_id": "a", "text": "FRANK."}, {"recipient_id": "a", **NAMES_FRANK}])
    assert (await talk.say("who knows about drugs"))[0].startswith("FRANK.")
    about_frank = About("rest", ("frank",))
    assert (await talk.say(said) == (wording.after(about_frank).cost,)) == is_ours
    net.agent = Listening()
    assert await talk.say("thanks") == ("Hello.",)
    assert await talk.say(said) == (wording.cost,)


@each_row(
    "said",
    ["Oh sorry, wrong number!", "wrong number sorry", "new phone who dis", "who is this?", "How did you get my number"],
)
async def test_whoever_does_not_know_whose_number_this_is_is_told(talk: Talk, agent: Listening, said: str) -> None:
    assert await talk.say(said) == (talk.wording.who,)
    assert agent.heard == []


@each_row(
    ("said", "name"), [("wrong number", "who"), ("what if i ring this number", "calls"), ("u still there?", "here")]
)
async def test_what_is_about_this_line_is_told_after_a_service_was_named_too(
    net: SafetyNet, built: Path, said: str, name: str
) -> None:
    wording = load(built)
    talk = Talk(Answering(net, wording, rate=10, rate_all=30, clock=Clock()), wording)
    assert await talk.say(said) == (getattr(wording, name),)
    net.agent = about("advice", "frank")
    await talk.say("who knows about drugs")
    (text,) = await talk.say(said)
    assert text == getattr(wording.after(About("rest", ("frank",))), name)
    assert text.endswith("You can call FRANK: 0300 123 6600.")


@pytest.mark.parametrize(("text", "first"), [("how do i stop", "If anyone is in danger"), (IN_DANGER, "Call 999 now")])
async def test_whatever_breaks_on_the_way_the_card_is_the_answer_and_the_log_has_the_place(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, text: str, first: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(text)

    monkeypatch.setattr(answering_module, "read", broken)
    assert (await talk.say(text))[0].startswith(first)
    assert "OSError while a text was answered, test_answering.py:" in caplog.text
    assert text not in caplog.text
