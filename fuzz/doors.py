"""Every door of the server, each with a request that it takes: what the grammar takes apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from urllib.parse import quote, urlencode

from fuzz.asked import CONVERSATION, MARK, SECRET, TICKET, TOKEN, Asked

JSON = ("Content-Type", "application/json")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
BEARER = ("Authorization", f"Bearer {TOKEN}")
OURS = "+447700900999"
# With the mark at both ends, so that a piece of them that is written down is known too.
WORDS = (
    f"{MARK} i want to stop drinking {MARK}",
    f"{MARK} my mate took something and wont wake up {MARK}",
    f"{MARK} who do i tell about a dealer <i>{MARK}</i>",
    f"<i>{MARK}</i>\"'&",
    f"{MARK} مرحبا 你好 🙂 {MARK}",
    f"{MARK}",
    f"/{MARK}",
    f"STOP {MARK}",
)
PAGES = (
    "/",
    "/privacy",
    "/accessibility",
    "/away",
    "/kiosk",
    "/kiosk.js",
    "/kiosk.css",
    "/style.css",
    "/widget.js",
    "/beside.js",
    "/favicon.ico",
    "/leave",
    "/clear",
    "/healthz",
    "/webhooks/rest/",
    "/kiosk/contacts?services=frank",
    f"/kiosk/contacts?services=frank,{MARK}",
    "/kiosk/qr?link=tel:03001236600",
    f"/kiosk/qr?link=tel:{MARK}",
    f"/pictures/{MARK}",
    "/open-referral/",
    "/open-referral/services?page=2&per_page=7&full=true",
    f"/open-referral/services?page={MARK}",
    f"/open-referral/services?taxonomy_term_id={MARK}",
    f"/open-referral/services/{MARK}",
)
STRANGE = (
    f"/{MARK}",
    f"/{MARK}?{MARK}={MARK}",
    "/.env",
    f"/../../{MARK}",
    f"/%2e%2e/{MARK}",
    "/model",
    "/status",
    "/webhooks",
    "/conversations/a/tracker",
    f"/webhooks/{MARK}/webhook",
    f"/static/{MARK}",
    f"/privacy/{MARK}",
    "//healthz",
    "/webhooks/socketio/",
    f"/%00{MARK}",
    f"/%ff%fe{MARK}",
    "/kiosk/qr/",
    "/webhooks/web",
    f"/{MARK}/" * 40,
)


def number(random: Random) -> str:
    """A phone that seldom comes again, so that none comes to its limit."""
    return f"+4477009{random.randrange(100_000):05}"


def start(random: Random, said: str) -> Asked:
    return Asked("POST", "/webhooks/web/start")


def message(random: Random, said: str) -> Asked:
    body = {"conversation": CONVERSATION, "message": said, "channel": random.choice(("web", "kiosk"))}
    return Asked("POST", "/webhooks/web/message", (JSON,), json.dumps(body).encode())


def leave(random: Random, said: str) -> Asked:
    return Asked("POST", "/webhooks/web/leave", (JSON,), json.dumps({"conversation": said}).encode())


def form(random: Random, said: str) -> Asked:
    fields = {"conversation": CONVERSATION, "message": said, "turn": "0"}
    address = random.choice(("/", "/", "/", "/leave", "/clear"))
    if address != "/":
        fields["conversation"] = said
    return Asked("POST", address, (FORM, ("Accept", "text/html")), urlencode(fields).encode())


def rest(random: Random, said: str) -> Asked:
    body = json.dumps({"sender": f"{MARK}{random.random()}", "message": said}).encode()
    return Asked("POST", "/webhooks/rest/webhook", (JSON, random.choice((BEARER, BEARER, BEARER, JSON))), body)


def kannel(random: Random, said: str) -> Asked:
    found = {"secret": SECRET, "from": number(random), "to": OURS, "text": said, "id": MARK, "at": "1790000000"}
    return Asked("GET", f"/webhooks/sms/kannel?{urlencode(found)}")


def twilio(random: Random, said: str) -> Asked:
    found = {"MessageSid": MARK, "From": number(random), "To": OURS, "Body": said, "NumMedia": "0"}
    return Asked("POST", "/webhooks/sms/twilio", (FORM,), urlencode(found).encode(), "twilio")


def android(random: Random, said: str) -> Asked:
    payload = {"messageId": MARK, "message": said, "sender": number(random), "simNumber": 1}
    event = {"event": "sms:received", "id": MARK, "payload": payload, "webhookId": "hook"}
    return Asked("POST", "/webhooks/sms/android", (JSON,), json.dumps(event).encode(), "android")


def rapidpro(random: Random, said: str) -> Asked:
    found = {"id": str(random.randrange(10**9)), "text": said, "to": number(random)}
    return Asked(
        "POST", "/webhooks/sms/rapidpro", (FORM, ("Authorization", f"Token {TICKET}")), urlencode(found).encode()
    )


def page(random: Random, said: str) -> Asked:
    return Asked(random.choice(("GET", "GET", "GET", "OPTIONS", "POST", "DELETE", "PUT")), random.choice(PAGES))


def strange(random: Random, said: str) -> Asked:
    target = random.choice((*STRANGE, f"/{quote(said)}"))
    accept = (("Accept", "text/html"),) if random.random() < 0.5 else ()
    return Asked(random.choice(("GET", "POST", "PUT", "TRACE", "PROPFIND")), target, accept)


DOORS: tuple[Callable[[Random, str], Asked], ...] = (
    start,
    message,
    message,
    leave,
    form,
    form,
    rest,
    rest,
    kannel,
    twilio,
    android,
    rapidpro,
    page,
    page,
    strange,
)


def whole(random: Random) -> Asked:
    """A request that one of the doors takes."""
    return random.choice(DOORS)(random, random.choice(WORDS))
