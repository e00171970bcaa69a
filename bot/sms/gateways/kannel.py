"""`GET /webhooks/sms/kannel`: the get-url of Kannel's sms-service; the reply is the response's plain text."""

from __future__ import annotations

from collections.abc import Iterable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import text as text_response

from bot.sms.answering import Answering
from bot.sms.gateway import Gateway
from bot.sms.gateways.kannel_pieces import Strays, piece_in
from bot.sms.identity import reply_address
from bot.sms.message import Answer, Inbound
from bot.sms.outbox import Call, Outbox
from bot.sms.segmentation.septets import is_gsm
from bot.sms.settings import Kannel, Login
from bot.sms.webhook import Rejected, fields, is_same, needed, webhook_at

GATEWAY = "kannel"
# As Kannel counts them in `coding` and X-Kannel-Coding.
GSM, UCS2 = "0", "2"
# Kannel hands the response over within a moment; what goes through sendsms must not overtake it.
BEHIND_THE_FIRST = 2.0
# In minutes. While no way to the phones is open, or a phone is off, a reply waits for so long, with its number. Kannel
# alone would keep it for ever, and a carrier for days.
LASTS = "60"


class KannelGateway(Gateway):
    """One text in the response; the others through sendsms."""

    def __init__(self, settings: Kannel) -> None:
        self._secret, self._sendsms = settings.secret, settings.sendsms
        self._strays = Strays()

    def blueprints(self, answering: Answering, outbox: Outbox) -> Iterable[Blueprint]:
        async def webhook(request: Request) -> HTTPResponse:
            found = fields(request.query_string)
            _let_in(found, self._secret)
            # A delivery report (%d), where one is pointed here.
            inbound = None if found.get("report") else await self._whole(found, request.query_string)
            if inbound is None:
                return _response("")

            async def send(answer: Answer) -> None:
                calls = _rest(answer, found["from"], found.get("to", ""), self._sendsms)
                answering.goes_out(answer.key)
                outbox.send(GATEWAY, calls, urgency=answer.urgency, of=answer.key, after=BEHIND_THE_FIRST)
                await outbox.hold()

            answer = await answering.answer(inbound, send)
            return _response(answer.texts[0] if answer.texts else "")

        yield webhook_at(GATEWAY, webhook, "GET")

    def ask(self) -> Call:
        """Without a number: Kannel refuses it with 400 and sends it to nobody; with 403 where the login is wrong."""
        login = self._sendsms
        return Call("GET", login.url, query={"username": login.user, "password": login.password})

    async def _whole(self, found: dict[str, str], query: str) -> Inbound | None:
        """The text; None for a piece of one that is answered with another."""
        piece = piece_in(query) if found.get("udh") else None
        return await self._strays.together(_inbound(found), piece) if piece else _inbound(found)


def _let_in(found: dict[str, str], secret: str) -> None:
    if "secret" not in found:
        raise Rejected("unsigned")
    if not is_same(found["secret"], secret):
        raise Rejected("forged")


def _inbound(found: dict[str, str]) -> Inbound:
    return Inbound(
        gateway=GATEWAY,
        message_id=found.get("id", ""),
        sender=needed(found, "from"),
        text=needed(found, "text"),
        sent_at=found.get("at", ""),
    )


def _response(text: str) -> HTTPResponse:
    return text_response(text, headers={"X-Kannel-Coding": _coding(text), "X-Kannel-Validity": LASTS})


def _rest(answer: Answer, sender: str, ours: str, login: Login) -> list[Call]:
    number = reply_address(sender)
    texts = answer.texts[1:] if number else ()
    return [Call("GET", login.url, query=_query(text, str(number), ours, login)) for text in texts]


def _query(text: str, number: str, ours: str, login: Login) -> dict[str, str]:
    """What sendsms takes. `from` is the number that the person wrote to, where the get-url said it."""
    said = {"username": login.user, "password": login.password, "to": number, "text": text}
    sender = {"from": ours} if ours else {}
    return {**said, **sender, "charset": "UTF-8", "coding": _coding(text), "validity": LASTS}


def _coding(text: str) -> str:
    return GSM if is_gsm(text) else UCS2
