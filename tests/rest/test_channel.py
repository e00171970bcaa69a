"""What the REST address takes in, with an agent that only listens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.rest.settings import RestSettings
from tests.engine.agents import Listening
from tests.raw import sent, statuses
from tests.rows import each_row
from tests.running import JSON
from tests.standing import Standing, standing

TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def guarded(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built, rest=RestSettings(token=TOKEN)) as running:
        yield running


@pytest.fixture
def token_alone(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built, rest=RestSettings("token", TOKEN)) as running:
        yield running


@pytest.fixture
def off(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built, rest=RestSettings("off", TOKEN)) as running:
        yield running


REFUSED = [
    pytest.param(b"", 400, "not JSON", id="nothing"),
    pytest.param(b"{", 400, "not JSON", id="broken"),
    pytest.param(b"\xff\xfe\x00\x01", 400, "not JSON", id="binary"),
    pytest.param(b"[" * 100_000, 400, "not JSON", id="deep-nested"),
    pytest.param(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, 400, "not JSON", id="deep-nested-objects"),
    pytest.param(b'{"message": ' + b"9" * 5000 + b"}", 400, "", id="huge-number"),
    pytest.param(b"[]", 400, "not an object", id="list"),
    pytest.param(b'"hello"', 400, "not an object", id="string"),
    pytest.param(b"null", 400, "not an object", id="null"),
    pytest.param(b"{}", 400, '"message" is missing', id="no-message"),
    pytest.param(b'{"sender": "a", "text": "hi"}', 400, '"message" is missing', id="another-field"),
    pytest.param(b'{"message": null}', 400, '"message" is missing', id="null-message"),
    pytest.param(b'{"message": 1}', 400, '"message" must be text', id="number"),
    pytest.param(b'{"message": ["hi"]}', 400, '"message" must be text', id="list-of-text"),
    pytest.param(b'{"message": {"text": "hi"}}', 400, '"message" must be text', id="object"),
    pytest.param(b'{"message": true}', 400, '"message" must be text', id="boolean"),
    pytest.param(b'{"message": "hi", "sender": 1}', 400, '"sender" must be text', id="sender-a-number"),
    pytest.param(b'{"message": "hi", "sender": ["a"]}', 400, '"sender" must be text', id="sender-a-list"),
    pytest.param(b'{"message": "hi", "sender": "' + b"a" * 201 + b'"}', 400, "at most 200", id="sender-too-long"),
    pytest.param(b'{"message": "' + b"a" * 2_100_000 + b'"}', 413, "", id="over-2-MB"),
]


@each_row(("body", "status", "why"), REFUSED)
def test_what_is_no_message_is_refused_with_a_reason(
    app: Standing, agent: Listening, body: bytes, status: int, why: str
) -> None:
    agent.heard.clear()
    answer = app.post(body)
    assert answer.status == status, answer.body
    assert why in answer.json["error"]
    assert "Traceback" not in answer.json["error"]
    assert agent.heard == []
    assert app.say("still there?")


TAKEN = [
    pytest.param("hello", id="plain"),
    pytest.param("", id="empty"),
    pytest.param("     ", id="spaces"),
    pytest.param("😀😀😀", id="emoji"),
    pytest.param("a" * 1_000_000, id="1-MB"),
    pytest.param("word " * 200_000, id="1-MB-of-words"),
    pytest.param("مرحبا كيف حالك", id="right-to-left"),
    pytest.param("\u202e\u202dhelp\u202c", id="direction-marks"),
    pytest.param("h\u200be\u200bl\u200bp", id="zero-width"),
    pytest.param("<script>alert(1)</script>", id="html"),
    pytest.param("'; DROP TABLE services; --", id="sql"),
    pytest.param("a\x00b\x00", id="nul"),
    pytest.param("\ud800 half \udfff", id="half-characters"),
    pytest.param("{{7*7}} ${HOME} %s %n {0}", id="templates"),
    pytest.param("/restart", id="slash"),
    pytest.param("Z" + "\u0335" * 500, id="stacked-marks"),
]


@each_row("message", TAKEN)
def test_any_text_is_handed_on_once_and_answered(app: Standing, agent: Listening, message: str) -> None:
    agent.heard.clear()
    reply = app.say(message)
    assert [row.get("text") for row in reply] == ["Hello.", None]
    assert len(agent.heard) == 1


@each_row("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json", ""])
def test_only_json_is_taken(app: Standing, content_type: str) -> None:
    """A page on another site can send the others without asking the browser's leave."""
    answer = app.post(b'{"message": "hi"}', {"Content-Type": content_type})
    assert (answer.status, answer.json["error"]) == (415, "send application/json")


def test_json_may_name_its_letters(app: Standing) -> None:
    assert app.post(b'{"message": "hi"}', {"Content-Type": "Application/JSON; charset=utf-8"}).status == 200


@each_row("sender", [b"", b', "sender": null', b', "sender": ""'])
def test_two_without_a_sender_never_share_a_conversation(app: Standing, agent: Listening, sender: bytes) -> None:
    first, second = [app.post(b'{"message": "hi"%s}' % sender).json for _ in range(2)]
    assert first[0]["recipient_id"] != second[0]["recipient_id"]
    assert {len(bytes.fromhex(who)) for who in agent.senders} == {16}
    assert "default" not in agent.senders


@each_row("sender", ["a", "my-own id ü", "😀", "\ud800", "a\x00b", "../../etc", "default", " "])
def test_a_sender_that_was_given_is_kept(app: Standing, agent: Listening, sender: str) -> None:
    reply = app.say("hi", sender)
    assert agent.senders[-1] == sender
    assert reply[0]["recipient_id"] == sender


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "http://127.0.0.1:5005"},
        {"Origin": "null"},
        {"Via": "1.1 proxy"},
        {"Forwarded": "for=10.0.0.1"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"x-forwarded-proto": "https"},
        {"Host": "signpost.example"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_what_came_through_a_page_or_a_proxy_is_refused(
    app: Standing, agent: Listening, header: dict[str, str]
) -> None:
    answer = app.post(b'{"message": "hi"}', {**JSON, **header})
    assert (answer.status, agent.heard) == (403, [])
    assert "SIGNPOST_REST_TOKEN" in answer.json["error"]


@each_row(
    ("authorization", "status"),
    [(f"Bearer {TOKEN}", 200), ("Bearer " + "x" * 32, 401), (TOKEN, 401), ("", 401)],
    ids=["right", "wrong", "no-scheme", "none"],
)
def test_the_token_lets_a_proxy_in(guarded: Standing, authorization: str, status: int) -> None:
    headers = {**JSON, "Via": "1.1 proxy", "Authorization": authorization}
    assert guarded.post(b'{"message": "hi"}', headers).status == status


def test_with_a_token_set_this_machine_still_needs_none(guarded: Standing) -> None:
    assert guarded.say("hi")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/webhooks/web/start"])
def test_what_a_proxy_sends_to_any_address_shuts_the_door(app: Standing, agent: Listening, path: str) -> None:
    assert app.say("before")
    app.call("GET", path, headers={"X-Forwarded-Proto": "https"})
    assert app.post(b'{"message": "after"}').status == 403
    assert agent.heard == ["before"]


def test_where_only_the_token_opens_this_machine_needs_it_too(token_alone: Standing) -> None:
    body = b'{"message": "hi"}'
    assert token_alone.post(body).status == 401
    assert token_alone.post(body, {**JSON, "Authorization": f"Bearer {TOKEN}"}).status == 200


@each_row("path", ["/webhooks/rest/webhook", "/webhooks/rest/"])
def test_where_it_is_off_there_is_no_such_address(off: Standing, agent: Listening, path: str) -> None:
    headers = {**JSON, "Authorization": f"Bearer {TOKEN}"}
    assert off.call("POST", path, b'{"message": "hi"}', headers).status == 404
    assert agent.heard == []


def test_a_raw_byte_in_the_token_is_a_wrong_token(guarded: Standing) -> None:
    head = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: bot.example\r\nConnection: close\r\n"
    assert statuses(sent(guarded.port, head + b"Authorization: Bearer \xff\xfe\r\n\r\n")) == [401]


def test_no_page_is_told_that_it_may_read_the_answer(app: Standing) -> None:
    answer = app.post(json.dumps({"message": "hi"}).encode())
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_refusal_is_a_line_in_the_log_once_a_minute(guarded: Standing, caplog: pytest.LogCaptureFixture) -> None:
    proxied = {**JSON, "X-Forwarded-Mark": "qzmarkqz"}
    for _ in range(3):
        guarded.post(b"{}", proxied)
        guarded.post(b"{}", {**proxied, "Authorization": "Bearer qzmarkqz"})
    said = [record.getMessage() for record in caplog.records if record.name == "bot.rest.channel"]
    assert said == ["a call was refused (no token)", "a call was refused (a wrong token)"]
    assert "qzmarkqz" not in caplog.text
