"""`POST /webhooks/sms/rapidpro`: the send address of an External API channel; the reply goes back as a received text.

To RapidPro this server is the carrier: what its flow sends to a contact is what that person says here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.request_body import FORM, JSON, NotAnObject, json_object, media_type
from bot.engine.throttled_log import ThrottledLog
from bot.sms.answering import Answering
from bot.sms.gateway import Gateway
from bot.sms.message import Answer, Inbound
from bot.sms.outbox import Call, Outbox
from bot.sms.settings import RapidPro
from bot.sms.webhook import Rejected, fields, is_same, webhook_at

logger = logging.getLogger(__name__)

GATEWAY = "rapidpro"
ASTRAY = "rapidpro: a flow sends to us what is for the person: set the contact's channel back before it"


class RapidProGateway(Gateway):
    """Any 2xx means that it is on its way; `accepted` can be what the channel's response check looks for."""

    def __init__(self, settings: RapidPro) -> None:
        self._settings = settings
        self._log = ThrottledLog(logger)

    def blueprints(self, answering: Answering, outbox: Outbox) -> Iterable[Blueprint]:
        url = self._settings.url

        async def webhook(request: Request) -> HTTPResponse:
            _let_in(request, self._settings.secret)
            found = _fields(request)
            inbound = _inbound(found, self._settings.mark)

            async def send(answer: Answer) -> None:
                calls = _calls(answer, found["to"], found["id"], url)
                answering.goes_out(answer.key)
                await outbox.hand_over(GATEWAY, calls, urgency=answer.urgency, of=answer.key)

            if inbound is None or answering.is_ours(inbound):
                # RapidPro has made this the contact's own channel; told so, it shows the message as failed.
                self._log.error(ASTRAY)
                await outbox.hand_over(GATEWAY, [_state("failed", found["id"], url)])
            else:
                await answering.answer(inbound, send)
            return json_response({"status": "accepted"})

        yield webhook_at(GATEWAY, webhook, "POST")


def _let_in(request: Request, secret: str) -> None:
    """`Authorization: Token <secret>`, whatever the word before it."""
    given = str(request.headers.get("authorization", "")).strip().rpartition(" ")[2]
    if not given:
        raise Rejected("unsigned")
    if not is_same(given, secret):
        raise Rejected("forged")


def _fields(request: Request) -> dict[str, str]:
    kind = media_type(request)
    if kind == FORM:
        return fields(request.body)
    if kind != JSON:
        raise Rejected("wrong type")
    try:
        found = json_object(request.body)
    except NotAnObject:
        raise Rejected("malformed") from None
    return {name: str(value) for name, value in found.items() if isinstance(value, str | int)}


def _inbound(found: dict[str, str], mark: str) -> Inbound | None:
    """None for what lacks the mark. RapidPro cuts what is long into parts with one id; each is a message of its own."""
    message_id, sender = found.get("id", ""), found.get("to", "")
    if not (message_id.isascii() and message_id.isdecimal()) or not sender or "text" not in found:
        raise Rejected("malformed")
    said = found["text"].lstrip()
    if said[: len(mark)].casefold() != mark.casefold():
        return None
    words = said[len(mark) :].lstrip() if mark else found["text"]
    return Inbound(GATEWAY, f"{message_id} {found['text']}", sender, words)


def _calls(answer: Answer, contact: str, message_id: str, url: str) -> list[Call]:
    """The texts first, since the person waits for them; then what became of the message."""
    said = [Call("POST", f"{url}/receive", form={"from": contact, "text": text}) for text in answer.texts]
    return [*said, *(_state(state, message_id, url) for state in ("sent", "delivered"))]


def _state(state: str, message_id: str, url: str) -> Call:
    """What became of a message."""
    return Call("POST", f"{url}/{state}", form={"id": message_id})
