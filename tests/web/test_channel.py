"""What a page's script can do: begin a conversation, say something, erase it."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.engine.agents import Listening, Raising
from tests.rows import each_row
from tests.running import text
from tests.standing import Standing, standing
from tests.web.speaking import ADDRESS, as_bytes, post, press, say, start

MARK = "qqmarkqq"


def test_each_start_gives_a_token_of_its_own_with_128_random_bits(app: Standing) -> None:
    tokens = {start(app) for _ in range(50)}
    assert len({token[:32] for token in tokens}) == 50
    assert all(re.fullmatch(r"[0-9a-f]{64,}", token) for token in tokens)


def test_a_message_gets_the_reply_in_rasas_shape(app: Standing, agent: Listening) -> None:
    token = start(app)
    answer = say(app, token, "hello")
    assert answer.status == 200
    assert answer.json == [
        {"recipient_id": token, "text": "Hello.", "buttons": agent.buttons},
        {"recipient_id": token, "custom": {"signpost": {"route": "smalltalk", "services": [], "language": "en"}}},
    ]
    assert (agent.heard, agent.senders) == (["hello"], [token])


def test_a_button_works_where_it_was_offered_and_is_text_elsewhere(app: Standing, agent: Listening) -> None:
    first, other = start(app), start(app)
    say(app, first, "hello")
    say(app, other, "/treatment")
    say(app, first, "/treatment")
    assert agent.heard[1:] == ["treatment", "/treatment"]


STARTING = ("/treatment", "/family", "/advice", "/report", "/emergency")


@each_row("payload", STARTING)
def test_a_button_of_the_start_is_pressed_in_place_of_a_message(app: Standing, agent: Listening, payload: str) -> None:
    token = start(app)
    assert text(press(app, token, payload).json) == "Hello."
    assert (agent.heard[-1], agent.senders[-1]) == (payload, token)


@each_row(
    "made_up", ["", "/", "treatment", "/restart", "/session_start", '/crisis{"topic": "law"}', "/Treatment", "//report"]
)
def test_the_start_has_no_other_buttons(app: Standing, agent: Listening, net: SafetyNet, made_up: str) -> None:
    agent.heard.clear()
    token = start(app)
    answer = press(app, token, made_up)
    assert (answer.status, answer.json["code"]) == (400, "malformed")
    assert agent.heard == []
    assert token not in set(net.offered.keys())


def test_a_button_below_a_reply_is_pressed_where_it_is_on_offer(app: Standing, agent: Listening) -> None:
    token = start(app)
    agent.buttons = [{"title": "The law", "payload": "/law"}]
    say(app, token, "hello")
    assert text(press(app, token, "/law", field="press").json) == "Hello."
    assert agent.heard == ["hello", "/law"]


@each_row("payload", ["/law", "/restart", "law", ""])
def test_one_that_is_not_is_refused_and_never_a_word(app: Standing, agent: Listening, payload: str) -> None:
    agent.heard.clear()
    answer = press(app, start(app), payload, field="press")
    assert (answer.status, answer.json["code"]) == (409, "stale")
    assert agent.heard == []


def test_one_of_the_start_is_on_offer_everywhere(app: Standing, agent: Listening) -> None:
    assert text(press(app, start(app), "/family", field="press").json) == "Hello."
    assert agent.heard == ["/family"]


def test_what_a_button_of_the_start_would_send_is_text_where_it_is_typed(app: Standing, agent: Listening) -> None:
    say(app, start(app), "/family")
    assert agent.heard == ["family"]


@each_row("field", ["start", "press"])
@each_row("token", ["", "default", "0" * 72, "\ud800"])
def test_a_button_in_a_conversation_that_is_not_ours_leaves_nothing(
    app: Standing, agent: Listening, net: SafetyNet, token: str, field: str
) -> None:
    agent.heard.clear()
    answer = press(app, token, "/treatment", field=field)
    assert (answer.status, answer.json["code"]) == (404, "unknown")
    assert (agent.heard, net.offered.keys()) == ([], [])


@each_row("said", ["", "   ", "\x00", "\ud800", "/restart", "<b>", "{{7*7}}", "😀"])
def test_anything_that_is_text_gets_a_reply(app: Standing, said: str) -> None:
    assert text(say(app, start(app), said).json) == "Hello."


def test_without_a_model_people_get_the_card(app: Standing, net: SafetyNet, last_resort: LastResort) -> None:
    net.agent = None
    token = start(app)
    assert say(app, token, "who can help").json == last_resort.messages(token, emergency=False)
    assert text(say(app, token, "my mate wont wake up").json).startswith("Call 999 now")


MALFORMED = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b"[" * 30_000,
    b"[]",
    b'"hello"',
    b"null",
    b"{}",
    b'{"message": "hi"}',
    b'{"conversation": "a"}',
    b'{"conversation": 1, "message": "hi"}',
    b'{"conversation": "a", "message": null}',
    b'{"conversation": "a", "message": ["hi"]}',
    b'{"conversation": "a", "start": null}',
    b'{"conversation": "a", "start": ["/treatment"]}',
    b'{"conversation": "a", "start": "/treatment", "message": "hi"}',
    b'{"conversation": "a", "press": "/treatment", "message": "hi"}',
    b'{"conversation": "a", "press": ["/treatment"]}',
    b'{"start": "/treatment"}',
    b'{"conversation": "a", "message": "hi", "channel": "sms"}',
    b'{"conversation": "a", "message": "hi", "channel": ""}',
    b'{"conversation": "a", "message": "hi", "channel": "Kiosk"}',
    b'{"conversation": "a", "message": "hi", "channel": null}',
    b'{"conversation": "a", "message": "hi", "channel": ["kiosk"]}',
    b'{"conversation": "a", "start": "/treatment", "channel": "terminal"}',
]


@each_row("body", MALFORMED)
def test_what_is_no_message_is_refused_with_a_code_and_two_sentences(
    app: Standing, agent: Listening, body: bytes
) -> None:
    agent.heard.clear()
    answer = post(app, "message", body)
    assert (answer.status, answer.json["code"]) == (400, "malformed")
    assert set(answer.json) == {"code", "error", "say"}
    assert "999" in answer.json["say"]
    assert agent.heard == []


@each_row("what", ["start", "message"])
@each_row("sent", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(app: Standing, what: str, sent: str) -> None:
    answer = post(app, what, as_bytes(conversation=start(app), message="hi"), Content_Type=sent)
    assert (answer.status, answer.json["code"]) == (415, "wrong_type")


def test_a_start_needs_no_body_and_no_type(app: Standing) -> None:
    assert app.call("POST", f"{ADDRESS}/start").status == 200
    assert post(app, "start", b"{}", Content_Type="Application/JSON; charset=utf-8").status == 200


@each_row("what", ["start", "message", "leave"])
def test_a_body_that_is_too_large_is_refused(app: Standing, what: str) -> None:
    answer = post(app, what, as_bytes(conversation=start(app), message="a" * 64_000))
    assert (answer.status, answer.json["code"]) == (413, "body_too_large")


@each_row(
    "token",
    ["", "default", "0" * 32, "0" * 72, "f" * 72, "é" * 72, "\ud800", "../../etc/passwd", "<b>", "0" * 10_000],
)
def test_a_token_that_somebody_made_up_is_unknown(app: Standing, agent: Listening, token: str) -> None:
    agent.heard.clear()
    answer = say(app, token, "hi")
    assert (answer.status, answer.json["code"]) == (404, "unknown")
    assert agent.heard == []


def test_a_token_of_a_server_that_was_restarted_is_unknown(app: Standing, last_resort: LastResort, built: Path) -> None:
    with standing(SafetyNet(last_resort), built) as other:
        token = start(other)
    assert say(app, token, "hi").json["code"] == "unknown"


@each_row(
    "body",
    [
        as_bytes(conversation=MARK, message="hi"),
        as_bytes(conversation=MARK, start="/treatment"),
        as_bytes(conversation="a", start=MARK),
        as_bytes(conversation="a", press=MARK),
        as_bytes(conversation="a", message="hi", channel=MARK),
        as_bytes(conversation=f"{MARK}\ud800", message=[MARK]),
        f'{{"message": "{MARK}'.encode(),
        json.dumps([MARK]).encode(),
        MARK.encode(),
        MARK.encode() * 10_000,
    ],
)
@each_row("what", ["start", "message", "leave"])
@each_row("sent", ["application/json", f"text/{MARK}", "text/plain"])
def test_no_refusal_and_no_log_line_repeats_what_was_sent(
    app: Standing, caplog: pytest.LogCaptureFixture, what: str, body: bytes, sent: str
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    answer = post(app, what, body, Content_Type=sent)
    assert MARK not in str(answer)
    assert MARK not in caplog.text


def test_an_agent_that_fails_leaves_no_word_in_the_log(
    app: Standing, net: SafetyNet, caplog: pytest.LogCaptureFixture
) -> None:
    net.agent = Raising()
    token = start(app)
    assert text(say(app, token, MARK).json)
    assert MARK not in caplog.text
    assert token not in caplog.text
