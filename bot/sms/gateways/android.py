"""`POST /webhooks/sms/android`: SMS Gateway for Android, a phone in the hub; signed events in, its local REST out."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Iterable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.engine.request_body import NotAnObject, json_object
from bot.sms.answering import Answering
from bot.sms.gateway import Gateway
from bot.sms.gateway_health import GatewayState
from bot.sms.identity import reply_address
from bot.sms.message import Answer, Inbound
from bot.sms.outbox import Call, Outbox
from bot.sms.settings import Android
from bot.sms.webhook import Rejected, webhook_at

GATEWAY = "android"
RECEIVED, PICTURE = "sms:received", "mms:received"
# Advice that comes later than this would puzzle more than it helps.
TIME_TO_LIVE = 15 * 60
# From 100 on the app's own delays do not hold a message up; among equals its newest would go first.
FIRST_PRIORITY, LAST_PRIORITY = 127, 100
FRESH = 5 * 60
# More than there are in any time that a clock can show.
LONGEST_STAMP = 11


class PhoneClock:
    """Whether the phone's signed time is this machine's: where the two differ, every text of it is refused.

    A machine without the internet loses some minutes in a year, and nobody who texts would be answered.
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.problem: str | None = None

    def is_fresh(self, stamp: str) -> bool:
        """Of a time that the phone has signed, in seconds. `problem` says what was wrong with the last one."""
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= LONGEST_STAMP):
            return False
        apart = abs(self._now() - int(stamp))
        self.problem = _differ(apart) if apart > FRESH else None
        return self.problem is None


class AndroidGateway(Gateway):
    """The phone takes any 2xx. It waits five seconds for it, and asks again later where none came."""

    def __init__(self, settings: Android) -> None:
        self._settings = settings
        self._clock = PhoneClock()

    def blueprints(self, answering: Answering, outbox: Outbox) -> Iterable[Blueprint]:
        async def webhook(request: Request) -> HTTPResponse:
            _check(request, self._settings.key, self._clock)
            event = _object(request.body)
            if event.get("event") not in (RECEIVED, PICTURE):
                return empty()
            inbound, sim = _inbound(event)

            async def send(answer: Answer) -> None:
                calls = _calls(answer, inbound.sender, sim, self._settings)
                answering.goes_out(answer.key)
                await outbox.hand_over(GATEWAY, calls, urgency=answer.urgency, of=answer.key)

            await answering.answer(inbound, send)
            return empty()

        yield webhook_at(GATEWAY, webhook, "POST")

    def ask(self) -> Call:
        """After a message that never was: 404 from a phone that knows our login, 401 from one that does not."""
        phone = self._settings.phone
        return Call("GET", f"{phone.url}/message/none", login=(phone.user, phone.password))

    def problem(self) -> str | None:
        return self._clock.problem

    def state(self) -> GatewayState | None:
        return "refused" if self._clock.problem else None


def _check(request: Request, key: str, clock: PhoneClock) -> None:
    """The signature is over the body as it came and the time behind it. Raises Rejected."""
    signature, stamp = request.headers.get("x-signature", ""), request.headers.get("x-timestamp", "")
    if not signature or not stamp:
        raise Rejected("unsigned")
    made = hmac.new(key.encode(), request.body + stamp.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(made.encode(), signature.lower().encode("utf-8", "surrogatepass")):
        raise Rejected("forged")
    if not clock.is_fresh(stamp):
        raise Rejected("stale")


def _object(body: bytes) -> dict[str, Any]:
    try:
        return json_object(body)
    except NotAnObject:
        raise Rejected("malformed") from None


def _inbound(event: dict[str, Any]) -> tuple[Inbound, int | None]:
    """The text, and the SIM that it came to. Newer apps say `sender`, older ones `phoneNumber`, a picture null."""
    payload = event.get("payload")
    if not isinstance(payload, dict):
        raise Rejected("malformed")
    sender, words = payload.get("sender") or payload.get("phoneNumber"), payload.get("message")
    if words is None:
        words = ""
    if not isinstance(sender, str) or not isinstance(words, str):
        raise Rejected("malformed")
    # The id of an event is another for each webhook that is registered; that of the message is the same.
    message_id = str(payload.get("messageId") or event.get("id") or "")
    at = str(payload.get("receivedAt") or "")
    sim = payload.get("simNumber")
    inbound = Inbound(GATEWAY, message_id, sender, words, at, wordless=event["event"] == PICTURE)
    return inbound, sim if type(sim) is int and sim > 0 else None


def _calls(answer: Answer, sender: str, sim: int | None, settings: Android) -> list[Call]:
    number, phone = reply_address(sender), settings.phone
    if number is None:
        return []
    calls = []
    for place, text in enumerate(answer.texts):
        name = f"{answer.key[:32]}-{place}"
        message = {
            "id": name,
            "textMessage": {"text": text},
            "phoneNumbers": [number],
            "ttl": TIME_TO_LIVE,
            "priority": max(FIRST_PRIORITY - place, LAST_PRIORITY),
            "withDeliveryReport": False,
            **({"simNumber": sim} if sim else {}),
        }
        login = (phone.user, phone.password)
        calls.append(
            Call("POST", f"{phone.url}/message", json=message, login=login, check=f"{phone.url}/message/{name}")
        )
    return calls


def _differ(seconds: float) -> str:
    return (
        f"texts from the phone are refused: its clock and this machine's are {seconds / 60:.0f} minutes apart; "
        "set both right"
    )
