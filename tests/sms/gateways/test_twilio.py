"""Twilio: its own library signs, behind a proxy too; TwiML comes back."""

from __future__ import annotations

import pytest

from bot.engine.safety_net import SafetyNet
from tests.engine.agents import Listening
from tests.running import FORM
from tests.sms.talking import about
from tests.sms.texting import ANN, BOB, messages, twilio
from tests.standing import Standing


def test_a_text_gets_its_reply_in_the_response(app: Standing, agent: Listening) -> None:
    assert messages(twilio(app.call, "i want to stop taking heroin")) == ["Hello."]
    assert (agent.heard, agent.channels) == (["i want to stop taking heroin"], ["sms"])


@pytest.mark.parametrize("text", ["é ünïcödé 😢 & <b>", "a+b=c&d%20e", "line\nline\r\nline", 'say "so"', "  spaces  "])
def test_every_letter_comes_through_and_is_signed(app: Standing, agent: Listening, text: str) -> None:
    assert messages(twilio(app.call, text)) == ["Hello."]
    assert [heard.split() for heard in agent.heard] == [text.split()]


@pytest.mark.parametrize("said", ["Привіт", "<Message>&amp;</Message>", "😢"])
def test_every_letter_goes_out(app: Standing, net: SafetyNet, said: str) -> None:
    net.agent = about("smalltalk", said=said)
    assert messages(twilio(app.call, "hello")) == [said]


def test_behind_a_proxy_the_public_address_counts(app: Standing) -> None:
    def through_a_proxy(method: str, path: str, body: bytes, headers: dict[str, str]) -> object:
        said = {"Host": "10.0.0.5:5005", "X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "http"}
        return app.call(method, path, body, {**headers, **said})

    assert messages(twilio(through_a_proxy, "hello")) == ["Hello."]


@pytest.mark.parametrize("word", ["STOP", "quit.", "HELP", "", "MORE"])
def test_words_for_the_line_itself_get_one_text(app: Standing, agent: Listening, word: str) -> None:
    (said,) = messages(twilio(app.call, word))
    assert "999" in said
    assert agent.heard == []


def test_a_picture_without_words_gets_a_text_about_pictures(app: Standing) -> None:
    (said,) = messages(twilio(app.call, "", NumMedia="1", MediaUrl0="https://api.example/1"))
    assert "pictures" in said


def test_a_report_on_a_text_of_ours_gets_nothing(app: Standing, agent: Listening) -> None:
    assert messages(twilio(app.call, "", MessageStatus="delivered", SmsStatus="delivered")) == []
    assert agent.heard == []


@pytest.mark.parametrize("sender", ["82228", "Barclays", "+60777"])
def test_a_short_code_or_a_name_gets_nothing(app: Standing, agent: Listening, sender: str) -> None:
    assert messages(twilio(app.call, "your code is 1234", sender)) == []
    assert agent.heard == []


def test_the_same_text_again_gets_the_same_reply_and_is_not_heard_twice(app: Standing, agent: Listening) -> None:
    first, again = twilio(app.call, "hello there"), twilio(app.call, "hello there")
    assert first.body == again.body
    assert messages(again) == ["Hello."]
    assert len(agent.heard) == 1
    twilio(app.call, "hello there", sid="SM2")
    assert len(agent.heard) == 2


def test_two_people_who_both_text_help_are_both_answered(app: Standing) -> None:
    assert messages(twilio(app.call, "help", ANN)) == messages(twilio(app.call, "help", BOB, sid="SM2")) != []


def test_over_the_rate_it_stays_200_with_one_text_and_then_with_none(app: Standing) -> None:
    said = [messages(twilio(app.call, f"hello {'abcdefghijklm'[place]}", sid=f"SM{place}")) for place in range(13)]
    assert said[:10] == [["Hello."]] * 10
    assert len(said[10]) == 1
    assert "999" in said[10][0]
    assert said[11:] == [[], []]
    assert messages(twilio(app.call, "my mate wont wake up", sid="SM99")) == ["Hello."]


def test_json_is_not_what_twilio_sends_here(app: Standing) -> None:
    answer = app.call("POST", "/webhooks/sms/twilio", b"{}", {**FORM, "Content-Type": "application/json"})
    assert answer.status == 415
