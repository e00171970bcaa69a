"""What somebody gets where nothing of ours could answer: a page for a person, one line for a program."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.error_place import place_of

logger = logging.getLogger(__name__)

# Sanic's own lines name the address, the method or the header that was sent.
NO_ROUTE = {
    404: "there is nothing at this address",
    405: "this address takes other methods",
    417: "of Expect only 100-continue is understood",
}


def handler(lost: Callable[[int], HTTPResponse | None]) -> Callable[[Request, Exception], HTTPResponse]:
    """Never a traceback, never what was sent. `lost` gives the page for a person, where there is one."""

    def answer(request: Request, error: Exception) -> HTTPResponse:
        status, line = _said(request, error)
        # Browsers name HTML where a person waits for the answer, and not where a script asks.
        page = lost(status) if "text/html" in request.headers.get("accept", "") else None
        found = page or json_response({"error": line}, status=status)
        # Which methods there are, where it was another one.
        found.headers.update(getattr(error, "headers", {}))
        return found

    return answer


def _said(request: Request, error: Exception) -> tuple[int, str]:
    if isinstance(error, SanicException):
        known = None if request.route else NO_ROUTE.get(error.status_code)
        return error.status_code, known or str(error)
    if request.route is None:
        # Sanic lets some errors in a request's head through as they are ("Content-Length: nonsense").
        return 400, "the request cannot be read"
    # The address as we wrote it: what was asked for may hold anything.
    logger.error("%s at /%s, %s", type(error).__name__, request.route.path, place_of(error))
    return 500, "something went wrong on our side; in danger call 999"
