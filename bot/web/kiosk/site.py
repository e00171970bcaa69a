"""What the kiosk's script asks for: numbers to take away and their codes."""

from __future__ import annotations

import re
from datetime import datetime

from sanic import Blueprint
from sanic.exceptions import InvalidUsage, NotFound, ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response

from bot.web.chat import ChatService
from bot.web.kiosk.codes import as_svg
from bot.web.kiosk.contacts import TakeAway, number_at
from directory.errors import DirectoryError
from directory.hours import LONDON
from directory.live import LiveDirectory
from directory.store import Directory

IDS = re.compile(r"[a-z0-9-]+(?:,[a-z0-9-]+)*")


def blueprint(chat: ChatService, directory: LiveDirectory) -> Blueprint:
    """`GET /kiosk/contacts` and `GET /kiosk/qr/<kind>-<digits>.svg`; what is wrong with a request is a line of JSON."""
    kiosk = Blueprint("kiosk", url_prefix="/kiosk")
    take_away = TakeAway()

    @kiosk.get("/contacts")
    async def contacts(request: Request) -> HTTPResponse:
        services = _services(request)
        return json_response(take_away.of(_open(directory), services, at=datetime.now(LONDON)))

    @kiosk.get("/qr/<file:str>")
    async def qr(request: Request, file: str) -> HTTPResponse:
        number = number_at(_open(directory), file)
        if number is None:
            raise NotFound("the directory has no such number")
        return raw(as_svg(number, chat.wording.qr), content_type="image/svg+xml")

    return kiosk


def _services(request: Request) -> list[str]:
    """The ids that the query names, each once, known or not."""
    given = request.args.getlist("services") or []
    if set(request.args) != {"services"} or len(given) != 1 or not IDS.fullmatch(given[0]):
        raise InvalidUsage("name services by their ids, with commas between: /kiosk/contacts?services=frank,release")
    return list(dict.fromkeys(given[0].split(",")))


def _open(directory: LiveDirectory) -> Directory:
    try:
        return directory.current()
    except DirectoryError:
        raise ServiceUnavailable("there is no directory now; in danger call 999") from None
