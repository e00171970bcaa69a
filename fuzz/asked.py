"""One request as a client means it, with places for what is known only when it is sent."""

from __future__ import annotations

import base64
import hmac
import time
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qsl

# Both are as long as what takes their place, so that no length changes.
MARK = "qz00000000qz"
CONVERSATION = "c0" * 36
SECRET = "kannels-secret-of-32-characters-or-more"
TICKET = "rapidpros-secret-of-32-characters-or-more"
TOKEN = "rest-token-of-32-characters-or-more"
TWILIO_TOKEN = "0123456789abcdef0123456789abcdef"
KEY = "phone-signing-key"
PUBLIC = "https://hub.example/webhooks/sms/twilio"

Signs = Literal["", "android", "twilio"]


@dataclass(frozen=True)
class Asked:
    """`headers` come in this order, without the length of the body. `signs` is whose signature it carries."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    signs: Signs = ""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def filled(self, mark: str, conversation: str) -> Asked:
        """With the mark of this request and a conversation that is open, and signed."""

        def put(text: str) -> str:
            return text.replace(MARK, mark).replace(CONVERSATION, conversation)

        body = self.body.replace(MARK.encode(), mark.encode()).replace(CONVERSATION.encode(), conversation.encode())
        headers = tuple((name, put(value)) for name, value in self.headers)
        return replace(self, target=put(self.target), headers=headers + _signed(self.signs, body), body=body)

    def fields(self) -> list[bytes]:
        """The lines of its head behind the first, without their ends."""
        rows = [("Host", "127.0.0.1"), *self.headers]
        if self.body or self.method == "POST":
            rows.append(("Content-Length", str(len(self.body))))
        return [f"{name}: {value}".encode("latin-1", "replace") for name, value in rows]

    def raw(self) -> bytes:
        """As it goes over the wire."""
        line = f"{self.method} {self.target} HTTP/1.1".encode("latin-1", "replace")
        return b"\r\n".join([line, *self.fields(), b"", self.body])


def mark_of(number: int) -> str:
    """What every piece of a request holds that could be found again: its number."""
    return f"qz{number:08x}qz"


def _signed(signs: Signs, body: bytes) -> tuple[tuple[str, str], ...]:
    if signs == "android":
        stamp = str(int(time.time()))
        return ("X-Signature", _hmac(KEY, body + stamp.encode(), "sha256").hex()), ("X-Timestamp", stamp)
    if signs == "twilio":
        # As Twilio does it: the address, and each name with its value, in the order of the names.
        found = dict(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
        over = PUBLIC + "".join(name + found[name] for name in sorted(found))
        made = _hmac(TWILIO_TOKEN, over.encode("utf-8", "replace"), "sha1")
        return (("X-Twilio-Signature", base64.b64encode(made).decode()),)
    return ()


def _hmac(key: str, over: bytes, how: str) -> bytes:
    return hmac.new(key.encode(), over, how).digest()
