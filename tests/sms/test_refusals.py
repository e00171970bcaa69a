"""Forged, unsigned, stale and malformed requests: a 4xx, a line in the log without what was in them, no answer sent."""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from tests.engine.agents import Listening
from tests.rows import each_row
from tests.running import FORM, JSON, Answer
from tests.sms.texting import (
    ANN,
    KEY,
    PUBLIC,
    SECRET,
    TICKET,
    TOKEN,
    Gateway,
    android,
    event,
    kannel,
    rapidpro,
    twilio,
)
from tests.standing import Standing

MARK = "qzmarkqz"
NUMBER = "7700900123"
FOUND = {"MessageSid": MARK, "From": ANN, "To": "+447700900999", "Body": MARK, "NumMedia": "0"}


def signed(found: dict[str, str], url: str = PUBLIC, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, found))


def to_twilio(app: Standing, found: dict[str, str] | bytes, signature: str | None) -> Answer:
    said = {} if signature is None else {"X-Twilio-Signature": signature}
    body = found if isinstance(found, bytes) else urlencode(found).encode()
    return app.call("POST", "/webhooks/sms/twilio", body, {**FORM, **said})


def to_rapidpro(app: Standing, body: str, headers: dict[str, str], ticket: str = "") -> Answer:
    said = {**headers, "Authorization": f"Token {ticket}"} if ticket else headers
    return app.call("POST", "/webhooks/sms/rapidpro", body.encode(), said)


def to_android(app: Standing, body: bytes, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.call("POST", "/webhooks/sms/android", body, {**JSON, **named})


def ago(seconds: float) -> str:
    return str(int(time.time() - seconds))


EVENT = json.dumps(event(MARK)).encode()
CASES: dict[str, tuple[int, Callable[[Standing], Answer]]] = {
    "twilio unsigned": (401, lambda app: to_twilio(app, FOUND, None)),
    "twilio other token": (403, lambda app: to_twilio(app, FOUND, signed(FOUND, token="f" * 32))),
    "twilio other address": (403, lambda app: to_twilio(app, FOUND, signed(FOUND, "https://other.example/"))),
    "twilio other words": (403, lambda app: to_twilio(app, {**FOUND, "Body": MARK * 2}, signed(FOUND))),
    "twilio more fields": (403, lambda app: to_twilio(app, {**FOUND, "More": MARK}, signed(FOUND))),
    "twilio nonsense": (403, lambda app: to_twilio(app, FOUND, base64.b64encode(MARK.encode()).decode())),
    "twilio signature of sha256": (403, lambda app: to_twilio(app, FOUND, "é")),
    "twilio without a sender": (400, lambda app: to_twilio(app, {"MessageSid": MARK}, signed({"MessageSid": MARK}))),
    "twilio without an id": (400, lambda app: to_twilio(app, {"From": ANN}, signed({"From": ANN}))),
    "twilio raw bytes": (400, lambda app: to_twilio(app, b"Body=\xff\xfe" + MARK.encode(), "x")),
    "twilio many fields": (400, lambda app: to_twilio(app, b"&".join([b"a=" + MARK.encode()] * 300), "x")),
    "twilio too large": (413, lambda app: twilio(app.call, MARK * 10_000)),
    "twilio get": (405, lambda app: app.call("GET", f"/webhooks/sms/twilio?Body={MARK}&From={NUMBER}")),
    "kannel no secret": (401, lambda app: app.call("GET", f"/webhooks/sms/kannel?from={NUMBER}&text={MARK}")),
    "kannel other secret": (403, lambda app: kannel(app.call, MARK, secret=SECRET[:-1])),
    "kannel empty secret": (403, lambda app: kannel(app.call, MARK, secret="")),
    "kannel secret in letters": (403, lambda app: kannel(app.call, MARK, secret="é")),
    "kannel no sender": (400, lambda app: app.call("GET", f"/webhooks/sms/kannel?secret={SECRET}&text={MARK}")),
    "kannel no text": (400, lambda app: app.call("GET", f"/webhooks/sms/kannel?secret={SECRET}&from={NUMBER}")),
    "kannel post": (405, lambda app: app.call("POST", "/webhooks/sms/kannel", MARK.encode())),
    "android unsigned": (401, lambda app: to_android(app, EVENT)),
    "android no time": (401, lambda app: to_android(app, EVENT, X_Signature="0" * 64)),
    "android other key": (403, lambda app: android(app.call, event(MARK), key="another-key")),
    "android other body": (403, lambda app: android(app.call, event(MARK), **{"X-Signature": "0" * 64})),
    "android moved time": (403, lambda app: android(app.call, event(MARK), **{"X-Timestamp": ago(1)})),
    "android stale": (403, lambda app: android(app.call, event(MARK), stamp=ago(3600))),
    "android from the future": (403, lambda app: android(app.call, event(MARK), stamp=ago(-3600))),
    "android time in words": (403, lambda app: android(app.call, event(MARK), stamp=MARK)),
    "android time without end": (403, lambda app: android(app.call, event(MARK), stamp="9" * 400)),
    "android no json": (400, lambda app: android(app.call, MARK.encode())),
    "android a list": (400, lambda app: android(app.call, f'["{MARK}"]'.encode())),
    "android deep": (400, lambda app: android(app.call, b"[" * 30_000)),
    "android no payload": (400, lambda app: android(app.call, {"event": "sms:received", "payload": MARK})),
    "android no sender": (400, lambda app: android(app.call, {"event": "sms:received", "payload": {"message": MARK}})),
    "android odd message": (400, lambda app: android(app.call, event(MARK, message=[MARK]))),
    "rapidpro no secret": (401, lambda app: to_rapidpro(app, urlencode(FOUND), FORM)),
    "rapidpro other secret": (403, lambda app: rapidpro(app.call, MARK, ticket=MARK)),
    "rapidpro no json": (400, lambda app: to_rapidpro(app, MARK, JSON, TICKET)),
    "rapidpro xml": (415, lambda app: to_rapidpro(app, f"<a>{MARK}</a>", {"Content-Type": "text/xml"}, TICKET)),
}


@each_row("name", CASES)
def test_it_is_a_4xx_that_says_nothing_and_sends_nothing(
    app: Standing, agent: Listening, other_side: Gateway, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.DEBUG)
    status, ask = CASES[name]
    answer = ask(app)
    assert answer.status == status
    assert (agent.heard, other_side.got) == ([], [])
    for secret in (MARK, NUMBER, SECRET, TOKEN, KEY, TICKET):
        assert secret not in caplog.text
        assert secret.encode() not in answer.body
    if status != 405:
        # Once a minute for each gateway and reason.
        assert f"{name.split()[0]}: a request was refused ({answer.json['error']})" in caplog.text


@pytest.mark.parametrize("seconds", [0, 150, -150])
def test_a_clock_that_is_a_bit_off_is_taken(app: Standing, agent: Listening, seconds: int) -> None:
    assert android(app.call, event("hello"), stamp=ago(seconds)).status == 204
    assert agent.heard == ["hello"]


def test_a_flood_of_refused_requests_is_one_line_for_each_reason(
    app: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        assert kannel(app.call, MARK, secret=MARK).status == 403
        assert app.call("GET", f"/webhooks/sms/kannel?from={NUMBER}&text={MARK}").status == 401
        assert android(app.call, event(MARK), key="another-key").status == 403
    assert sorted(record.getMessage() for record in caplog.records if record.name == "bot.sms.webhook") == [
        "android: a request was refused (forged)",
        "kannel: a request was refused (forged)",
        "kannel: a request was refused (unsigned)",
    ]


def test_while_the_clocks_differ_health_says_that_texts_are_refused(app: Standing) -> None:
    """A server without the internet loses minutes in a year, and then the whole line would be dead without a word."""
    assert android(app.call, event(MARK), stamp=ago(-600)).status == 403
    line = "texts from the phone are refused: its clock and this machine's are 10 minutes apart; set both right"
    assert line in app.call("GET", "/healthz").json["problems"]
    assert android(app.call, event("hello")).status == 204
    assert line not in app.call("GET", "/healthz").json["problems"]


@pytest.mark.parametrize("stamp", [ago(600), "9" * 400, MARK], ids=["ten minutes", "for ever", "no time"])
def test_what_is_forged_says_nothing_about_the_clock(app: Standing, stamp: str) -> None:
    android(app.call, event(MARK), key="another-key", stamp=stamp)
    android(app.call, event(MARK), stamp=MARK)
    assert "clock" not in " ".join(app.call("GET", "/healthz").json["problems"])
