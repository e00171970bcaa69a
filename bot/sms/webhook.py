"""What every gateway's address has in common: who is let in, and a refusal that says nothing of what was sent."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Literal
from urllib.parse import parse_qsl

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.throttled_log import ThrottledLog
from bot.sms.outbox import Full, TurnedAway

logger = logging.getLogger(__name__)

# A text has at most some thousand characters, each of them as twelve in a JSON escape.
LARGEST_BODY = 64_000
MOST_FIELDS = 200

Why = Literal["unsigned", "forged", "stale", "malformed", "too large", "wrong type"]
STATUS: dict[Why, int] = {
    "unsigned": 401,
    "forged": 403,
    "stale": 403,
    "malformed": 400,
    "too large": 413,
    "wrong type": 415,
}
Handler = Callable[[Request], Awaitable[HTTPResponse]]


class Rejected(Exception):
    """A request that is not answered. Holds its kind and nothing of it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def guard(gateway: str, handler: Handler) -> Handler:
    """The handler, with every refusal as a 4xx, and each kind of them as a line in the log once a minute."""
    log = ThrottledLog(logger)

    async def guarded(request: Request) -> HTTPResponse:
        try:
            if len(request.body) > LARGEST_BODY or len(request.query_string) > LARGEST_BODY:
                raise Rejected("too large")
            return await handler(request)
        except Rejected as refused:
            log.warning("%s: a request was refused (%s)", gateway, refused.why)
            return json_response({"error": refused.why}, status=STATUS[refused.why])
        except Full:
            log.warning("%s: too much is on its way, the gateway was told to come again", gateway)
            return json_response({"error": "too much is on its way: send it again later"}, status=503)
        except TurnedAway:
            log.warning("%s: it refuses our replies, it was told to come again", gateway)
            return json_response({"error": "the reply was refused: send it again later"}, status=503)

    return guarded


def webhook_at(gateway: str, handler: Handler, method: Literal["GET", "POST"]) -> Blueprint:
    """The address that a gateway calls, within its guard."""
    found = Blueprint(f"sms-{gateway}", url_prefix="/webhooks/sms")
    found.add_route(guard(gateway, handler), f"/{gateway}", methods=[method], name="webhook")
    return found


def is_same(given: str, secret: str) -> bool:
    """Compared in a time that does not tell how much of it was right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def fields(raw: bytes | str) -> dict[str, str]:
    """A form or a query, empty fields included: signatures are over them too. Raises Rejected.

    Where a field comes twice the last counts; bytes that are no UTF-8 become a sign for that.
    """
    try:
        text = raw.decode("ascii") if isinstance(raw, bytes) else raw
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace"))
    except ValueError:
        raise Rejected("malformed") from None


def needed(found: dict[str, str], name: str) -> str:
    """A field that has to be there; raises Rejected."""
    if name not in found:
        raise Rejected("malformed")
    return found[name]
