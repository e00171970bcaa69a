"""`POST /webhooks/sms/twilio`: Twilio's form in, signed over the public address; TwiML out."""

from __future__ import annotations

from collections.abc import Iterable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from bot.engine.request_body import FORM, media_type
from bot.sms.answering import Answering
from bot.sms.gateway import Gateway
from bot.sms.message import Inbound, Texts
from bot.sms.outbox import Outbox
from bot.sms.settings import Twilio
from bot.sms.webhook import Rejected, fields, needed, webhook_at

GATEWAY = "twilio"


class TwilioGateway(Gateway):
    """The reply is in the response, so that Twilio sends it, and sends the same again when it asks again."""

    def __init__(self, settings: Twilio) -> None:
        self._validator = RequestValidator(settings.token)
        self._url = settings.url

    def blueprints(self, answering: Answering, outbox: Outbox) -> Iterable[Blueprint]:
        async def webhook(request: Request) -> HTTPResponse:
            found = _signed(request, self._validator, self._url)
            # A report on a text of ours, where somebody pointed those here too.
            if "MessageStatus" in found:
                return _twiml(())
            answer = await answering.answer(_inbound(found))
            return _twiml(answer.texts)

        yield webhook_at(GATEWAY, webhook, "POST")


def _signed(request: Request, validator: RequestValidator, url: str) -> dict[str, str]:
    """The form; raises Rejected. The address is the configured one: behind a proxy a request does not know its own."""
    if media_type(request) != FORM:
        raise Rejected("wrong type")
    signature = request.headers.get("x-twilio-signature", "")
    if not signature:
        raise Rejected("unsigned")
    found = fields(request.body)
    if not validator.validate(url, found, signature):
        raise Rejected("forged")
    return found


def _inbound(found: dict[str, str]) -> Inbound:
    return Inbound(
        gateway=GATEWAY,
        message_id=needed(found, "MessageSid"),
        sender=needed(found, "From"),
        text=found.get("Body", ""),
        wordless=found.get("NumMedia", "0") not in ("", "0"),
    )


def _twiml(texts: Texts) -> HTTPResponse:
    response = MessagingResponse()
    for text in texts:
        response.message(text)
    return raw(str(response).encode(), content_type="text/xml; charset=utf-8")
