"""Kannel: its get-url in, the reply as plain text in the response, the others through sendsms."""

from __future__ import annotations

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import answering
from bot.sms.segmentation.fitting import Fitted
from tests.engine.agents import Listening
from tests.sms.talking import about
from tests.sms.texting import ANN, BOB, OURS, SECRET, Gateway, kannel
from tests.standing import Standing


@pytest.fixture
def in_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "fit", lambda messages: Fitted(("One.", "Two – ž.", "Three."), (), ()))


def test_the_reply_is_the_response(app: Standing, agent: Listening) -> None:
    answer = kannel(app.call, "i want to stop taking heroin")
    assert (answer.status, answer.body) == (200, b"Hello.")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert (answer.headers["x-kannel-coding"], answer.headers["x-kannel-validity"]) == ("0", "60")
    assert agent.heard == ["i want to stop taking heroin"]


@pytest.mark.parametrize("text", ["é ünïcödé 😢", "a+b=c&d%20e", "Привіт", "أحتاج مساعدة"])
def test_every_letter_comes_through(app: Standing, agent: Listening, text: str) -> None:
    assert kannel(app.call, text).status == 200
    assert agent.heard == [text]


def test_what_the_phone_network_has_no_letter_for_goes_as_ucs2(app: Standing, net: SafetyNet) -> None:
    net.agent = about("smalltalk", said="Привіт")
    answer = kannel(app.call, "hello")
    assert (answer.body.decode(), answer.headers["x-kannel-coding"]) == ("Привіт", "2")


def test_bytes_that_are_no_utf8_are_answered(app: Standing) -> None:
    answer = app.call("GET", f"/webhooks/sms/kannel?secret={SECRET}&from=447700900123&text=h%E9lp&id=1&at=2")
    assert (answer.status, answer.body) == (200, b"Hello.")


@pytest.mark.usefixtures("in_three")
def test_the_first_text_is_in_the_response_and_the_others_follow(app: Standing, other_side: Gateway) -> None:
    assert kannel(app.call, "hello").body == b"One."
    two, three = other_side.wait(2)
    login = {"username": "bot", "password": "pass", "charset": "UTF-8", "from": OURS, "to": ANN, "validity": "60"}
    assert two.query == {**login, "text": "Two – ž.", "coding": "2"}
    assert three.query == {**login, "text": "Three.", "coding": "0"}
    assert (two.method, two.path) == ("GET", "/cgi-bin/sendsms")


@pytest.mark.usefixtures("in_three")
def test_the_same_text_again_gets_the_first_again_and_the_others_are_not_sent_twice(
    app: Standing, agent: Listening, other_side: Gateway
) -> None:
    assert {kannel(app.call, "hello").body for _ in range(3)} == {b"One."}
    other_side.wait(2)
    other_side.stays(2)
    assert len(agent.heard) == 1


@pytest.mark.parametrize("other", [{"id": "k2"}, {"at": "1790000001"}, {"sender": BOB}])
def test_another_id_time_or_number_is_another_text(app: Standing, agent: Listening, other: dict[str, str]) -> None:
    kannel(app.call, "hello there")
    kannel(app.call, "hello there", **other)
    assert len(agent.heard) == 2


def test_where_kannel_has_no_id_two_texts_in_a_second_are_two(app: Standing, agent: Listening) -> None:
    for text in ("hello", "who can help", "hello"):
        kannel(app.call, text, id="")
    assert agent.heard == ["hello", "who can help"]


def test_silence_is_an_empty_200(app: Standing) -> None:
    for sender in ("82228", "Barclays"):
        answer = kannel(app.call, "your code is 1234", sender)
        assert (answer.status, answer.body) == (200, b"")
    assert kannel(app.call, "x", report="1").body == b""


def test_over_the_rate_it_stays_200(app: Standing) -> None:
    answers = [kannel(app.call, f"hello {'abcdefghijklm'[place]}", id=str(place)) for place in range(13)]
    assert {answer.status for answer in answers} == {200}
    assert b"999" in answers[10].body
    assert [answer.body for answer in answers[11:]] == [b"", b""]


# A gateway may leave the + out; as a number from here these would be a stranger's.
@pytest.mark.usefixtures("in_three")
@pytest.mark.parametrize("sender", ["4512345678", "4791234567", "6591234567", "07700900123"])
def test_what_follows_goes_to_the_number_as_it_was_given(app: Standing, other_side: Gateway, sender: str) -> None:
    kannel(app.call, "hello", sender)
    assert {row.query["to"] for row in other_side.wait(2)} == {sender}


def test_a_text_of_fourteen_parts_is_heard(app: Standing) -> None:
    assert kannel(app.call, "我需要帮助 " * 150).status == 200
