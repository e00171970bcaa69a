"""What somebody gets where nothing of ours could answer: a page for a person, one line for a program."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.web.view import View

logger = logging.getLogger(__name__)


def handler(view: View) -> Callable[[Request, Exception], HTTPResponse]:
    """Never a traceback, never what was sent."""

    def answer(request: Request, error: Exception) -> HTTPResponse:
        status, line = _said(request, error)
        # Browsers name HTML where a person waits for the answer, and not where a script asks.
        if "text/html" in request.headers.get("accept", ""):
            return view.lost(status)
        return json_response({"error": line}, status=status)

    return answer


def _said(request: Request, error: Exception) -> tuple[int, str]:
    if isinstance(error, SanicException):
        return error.status_code, str(error)
    if request.route is None:
        # Sanic lets some errors in a request's head through as they are ("Content-Length: nonsense").
        return 400, "the request cannot be read"
    logger.error("%s at %s", type(error).__name__, request.path)
    return 500, "something went wrong on our side; in danger call 999"
