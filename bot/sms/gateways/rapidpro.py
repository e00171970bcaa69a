"""`POST /webhooks/sms/rapidpro`: the send address of an External API channel; the reply goes back as a received text.

To RapidPro this server is the carrier: what its flow sends to a contact is what that person says here.
"""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.json_object import NotAnObject, json_object
from bot.engine.media_type import FORM, JSON, media_type
from bot.sms.answering import Answering
from bot.sms.message import Answer, Inbound
from bot.sms.outbox import Call, Outbox
from bot.sms.settings import RapidPro
from bot.sms.webhook import Rejected, fields, guard, is_same

GATEWAY = "rapidpro"


def blueprint(answering: Answering, outbox: Outbox, settings: RapidPro) -> Blueprint:
    """Any 2xx means that it is on its way; `accepted` can be what the channel's response check looks for."""
    channel = Blueprint("sms-rapidpro", url_prefix="/webhooks/sms")

    async def webhook(request: Request) -> HTTPResponse:
        _let_in(request, settings.secret)
        found = _fields(request)
        inbound = _inbound(found)

        async def send(answer: Answer) -> None:
            calls = _calls(answer, inbound.sender, found["id"], settings.url)
            await outbox.hand_over(GATEWAY, calls, urgency=answer.urgency)

        await answering.answer(inbound, send)
        return json_response({"status": "accepted"})

    channel.add_route(guard(GATEWAY, webhook), "/rapidpro", methods=["POST"], name="webhook")
    return channel


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


def _inbound(found: dict[str, str]) -> Inbound:
    """RapidPro cuts what is long into parts that have one id; each part is then a message of its own."""
    message_id, sender = found.get("id", ""), found.get("to", "")
    if not (message_id.isascii() and message_id.isdecimal()) or not sender or "text" not in found:
        raise Rejected("malformed")
    return Inbound(GATEWAY, f"{message_id} {found['text']}", sender, found["text"])


def _calls(answer: Answer, contact: str, message_id: str, url: str) -> list[Call]:
    """The texts first, since the person waits for them; then what became of the message."""
    said = [Call("POST", f"{url}/receive", form={"from": contact, "text": text}) for text in answer.texts]
    return [*said, *(Call("POST", f"{url}/{state}", form={"id": message_id}) for state in ("sent", "delivered"))]
