"""`GET /open-referral/`, `/services` and `/services/{id}`, for programs of other sites too."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw
from sanic.response import json as json_response

from bot.open_referral.asked import BadQuery, read
from bot.open_referral.guard import OpenDataGuard
from bot.open_referral.publishing import NotThere, OpenData, Published
from directory.errors import DirectoryError

logger = logging.getLogger(__name__)

PREFIX = "/open-referral"
METHODS = ("GET", "HEAD", "OPTIONS")
# A change of the directory shows within seconds, and a copy may be so many seconds old.
CACHED = "public, max-age=60"
OPEN = {"Access-Control-Allow-Origin": "*"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def blueprint(data: OpenData, guard: OpenDataGuard) -> Blueprint:
    """The addresses under /open-referral. Pages of all sites may read them, errors too."""
    found = Blueprint("open_referral", url_prefix=PREFIX)

    @found.on_request
    async def refuse(request: Request) -> HTTPResponse | None:
        return guard.refusal(request)

    @found.on_response
    async def open_to_all(request: Request, response: HTTPResponse) -> None:
        response.headers.update(OPEN)

    @found.route("/", methods=METHODS)
    async def about(request: Request) -> HTTPResponse:
        return _answer(request, data.about)

    @found.route("/services", methods=METHODS)
    async def services(request: Request) -> HTTPResponse:
        query = {name: request.args.get(name) for name in request.args}
        return _answer(request, lambda: data.services(read(query)))

    @found.route("/services/<identity:str>", methods=METHODS)
    async def service(request: Request, identity: str) -> HTTPResponse:
        return _answer(request, lambda: data.service(identity))

    return found


def _answer(request: Request, make: Callable[[], Published]) -> HTTPResponse:
    if request.method == "OPTIONS":
        # What a browser asks before it sends a page's If-None-Match.
        return empty(headers=PREFLIGHT)
    try:
        found = make()
    except BadQuery as error:
        return _refused(400, str(error))
    except NotThere as error:
        return _refused(404, str(error))
    except DirectoryError as error:
        logger.error("%s: there is no open data", error.code)
        return _refused(503, "there is no directory at the moment, try again later")
    headers = {"ETag": found.tag, "Cache-Control": CACHED}
    if _has(request.headers.get("if-none-match", ""), found.tag):
        return empty(status=304, headers=headers)
    return raw(found.body, content_type="application/json", headers=headers)


def _has(asked: str, tag: str) -> bool:
    return tag in {each.strip().removeprefix("W/") for each in asked.split(",")}


def _refused(status: int, why: str) -> HTTPResponse:
    return json_response({"error": why}, status=status)
