"""Whatever breaks on the way to an answer, everybody gets one, and the log has none of what was said."""

from __future__ import annotations

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import answering as answering_module
from bot.sms.segmentation.fitting import Fitted
from tests.engine.agents import Raising
from tests.sms.talking import IN_DANGER, Talk


async def test_a_dead_agent_still_gets_everybody_a_card(talk: Talk, net: SafetyNet) -> None:
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


@pytest.mark.parametrize(("text", "first"), [("how do i stop", "If anyone is in danger"), (IN_DANGER, "Call 999 now")])
async def test_whatever_breaks_on_the_way_the_card_is_the_answer_and_the_log_has_the_place(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, text: str, first: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(text)

    monkeypatch.setattr(answering_module, "read", broken)
    assert (await talk.say(text))[0].startswith(first)
    assert "OSError while a text was answered, test_what_breaks.py:" in caplog.text
    assert text not in caplog.text
