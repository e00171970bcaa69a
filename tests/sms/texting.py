"""Calls as the gateways make them, and gateways that are called: small real servers."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

from twilio.request_validator import RequestValidator

from bot.sms.settings import Android, Kannel, Login, RapidPro, SmsSettings, Twilio
from rig.http_server import HttpHandler, http_server
from tests.running import FORM, Answer
from tests.waiting import stays_away, until

SECRET = "kannels-secret-of-32-characters-or-more"
TOKEN = "0123456789abcdef0123456789abcdef"
KEY = "phone-signing-key"
TICKET = "rapidpros-secret-of-32-characters-or-more"
PUBLIC = "https://hub.example/webhooks/sms/twilio"
OURS = "+447700900999"
ANN, BOB = "+447700900123", "+447700900456"

Call = Callable[..., Answer]


@dataclass(frozen=True)
class Got:
    """A request that a gateway got."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass
class Gateway:
    """Takes what it is sent. `next` are the statuses of its next answers; afterwards it answers `usual`."""

    port: int
    usual: int = 202
    next: list[int] = field(default_factory=list)
    got: list[Got] = field(default_factory=list)
    slow: float = 0.0
    sends_on_to: str = ""
    lets_go: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait(self, many: int) -> list[Got]:
        """Until it has got so many."""
        until(lambda: len(self.got) >= many)
        return self.got

    def stays(self, many: int, seconds: float = 0.5) -> None:
        """Gets no more than so many."""
        until(lambda: len(self.got) >= many)
        assert stays_away(lambda: len(self.got) != many, seconds), self.got


@contextmanager
def gateway(port: int = 0) -> Iterator[Gateway]:
    """A gateway that listens until the block ends."""

    class Answers(HttpHandler):
        def answer(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.got.append(Got(self.command, parts.path, query, headers, self.body()))
            status = found.next.pop(0) if found.next else found.usual
            found.lets_go.wait(found.slow)
            self.say(status, b"{}", {"Location": found.sends_on_to} if found.sends_on_to else {})

        do_GET = do_POST = answer

    with http_server(Answers, port) as listens:
        found = Gateway(listens)
        try:
            yield found
        finally:
            found.lets_go.set()


def everything(url: str, **more: Any) -> SmsSettings:
    """All gateways on, with what we call at this address."""
    return SmsSettings(
        kannel=Kannel(SECRET, Login(f"{url}/cgi-bin/sendsms", "bot", "pass")),
        twilio=Twilio(TOKEN, PUBLIC),
        android=Android(Login(url, "sms", "pass"), KEY),
        rapidpro=RapidPro(f"{url}/c/ex/8eb23e93", TICKET),
        **more,
    )


def twilio(call: Call, text: str, sender: str = ANN, sid: str = "SM1", **more: str) -> Answer:
    """A text through Twilio, signed by its own library."""
    found = {"MessageSid": sid, "From": sender, "To": OURS, "Body": text, "NumMedia": "0", **more}
    signature = RequestValidator(TOKEN).compute_signature(PUBLIC, found)
    body = urlencode(found).encode()
    return call("POST", "/webhooks/sms/twilio", body, {**FORM, "X-Twilio-Signature": signature})


def messages(answer: Answer) -> list[str]:
    """The texts in TwiML."""
    assert answer.status == 200, answer.body
    assert answer.headers["content-type"].startswith("text/xml")
    response = ElementTree.fromstring(answer.body)
    assert response.tag == "Response"
    return [message.text or "" for message in response]


def kannel(call: Call, text: str, sender: str = ANN, **more: str) -> Answer:
    """A text through Kannel's get-url."""
    found = {"secret": SECRET, "from": sender, "to": OURS, "text": text, "id": "k1", "at": "1790000000", **more}
    return call("GET", f"/webhooks/sms/kannel?{urlencode(found)}")


def event(text: str, sender: str = ANN, message_id: str = "a1", **payload: Any) -> dict[str, Any]:
    """What the phone says of a text."""
    said = {"messageId": message_id, "message": text, "sender": sender, "phoneNumber": sender, "simNumber": 2}
    return {
        "deviceId": "ffffffffceb0b1db0000018e937c815b",
        "event": "sms:received",
        "id": f"event-{message_id}",
        "payload": {**said, "receivedAt": "2026-11-24T10:00:00.000+00:00", **payload},
        "webhookId": "hook",
    }


def android(call: Call, found: dict[str, Any] | bytes, *, key: str = KEY, stamp: str = "", **headers: str) -> Answer:
    """A signed event of the phone."""
    body = found if isinstance(found, bytes) else json.dumps(found).encode()
    stamp = stamp or str(int(time.time()))
    signature = hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
    said = {"Content-Type": "application/json", "X-Signature": signature, "X-Timestamp": stamp, **headers}
    return call("POST", "/webhooks/sms/android", body, said)


def rapidpro(call: Call, text: str, contact: str = ANN, message_id: str = "1001", ticket: str = TICKET) -> Answer:
    """What an External API channel sends by default."""
    found = {
        "id": message_id,
        "text": text,
        "to": contact,
        "to_no_plus": contact.lstrip("+"),
        "from": OURS,
        "from_no_plus": OURS.lstrip("+"),
        "channel": "8eb23e93-5ecb-45ba-b726-3b064e0c568c",
    }
    return call(
        "POST", "/webhooks/sms/rapidpro", urlencode(found).encode(), {**FORM, "Authorization": f"Token {ticket}"}
    )
