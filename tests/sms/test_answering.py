"""The one way through: what is for the bot, what it hears of it, and who is answered."""

from __future__ import annotations

import pytest

from bot.engine.safety_net import SafetyNet
from bot.engine.triage import Triage
from tests.engine.agents import Listening
from tests.sms.talking import IN_DANGER, Talk
from tests.sms.texting import ANN


async def test_a_text_is_answered_on_the_channel_for_texts(talk: Talk, agent: Listening) -> None:
    texts = await talk.say("i want to stop taking heroin")
    assert "Hello." in texts[0]
    assert (agent.heard, agent.channels) == (["i want to stop taking heroin"], ["sms"])
    assert ANN not in agent.senders[0]


@pytest.mark.parametrize("text", ["I want to quit", "how do i stop", "help me stop", "i need help", "help 999"])
async def test_what_is_about_drugs_is_heard(talk: Talk, agent: Listening, text: str) -> None:
    await talk.say(text)
    assert agent.heard == [text]


@pytest.mark.parametrize("text", ["stop he is not breathing", "999", "999!", "55"])
async def test_danger_is_heard_whatever_word_is_in_it(talk: Talk, agent: Listening, text: str) -> None:
    await talk.say(text)
    assert agent.heard == [text]


@pytest.mark.parametrize(
    "text", ["end\nsent from my bathroom floor i took 50 pills", "help\nsent from my mums phone she isnt breathing"]
)
async def test_danger_in_what_looks_like_a_signature_is_heard(talk: Talk, agent: Listening, text: str) -> None:
    await talk.say(text)
    assert len(agent.heard) == 1


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
