"""The page at `/kiosk`, one screen for one person after the other, and the numbers to take away that it asks for."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial

from sanic import Blueprint
from sanic.exceptions import InvalidUsage, NotFound, ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response

from bot.channels import Around, Channel, Open
from bot.web import site as web
from bot.web.assets import add_pictures
from bot.web.chat import ChatService
from bot.web.contacts import TakeAway, number_with
from bot.web.headers import page_policy
from bot.web.kiosk.codes import as_svg
from bot.web.kiosk.settings import KioskSettings
from bot.web.scripts import CSS, JAVASCRIPT, known, script, sheet
from bot.web.settings import OWN_EXIT
from bot.web.view import View
from directory.errors import DirectoryError
from directory.hours import LONDON
from directory.live import LiveDirectory
from directory.store import Directory

logger = logging.getLogger(__name__)

IDS = re.compile(r"[a-z0-9-]+(?:,[a-z0-9-]+)*")


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(within_the_web, KioskSettings.read(found))


def within_the_web(settings: KioskSettings, around: Around) -> Channel:
    """Its conversations are those of the web channel: without that it is nothing."""
    found = [each for each in around.before if isinstance(each, web.WebChannel)]
    return KioskChannel(settings, found[0].chat, around.directory) if found else Channel()


class KioskChannel(Channel):
    """The kiosk, over the conversations of `chat`, which is told of the places around it."""

    def __init__(self, settings: KioskSettings, chat: ChatService, directory: LiveDirectory) -> None:
        self._settings = settings
        self._chat = chat
        self._directory = directory
        chat.conversations.places["kiosk"] = settings.places.placeholders()

    def blueprints(self) -> Iterable[Blueprint]:
        return [blueprint(self._chat, self._directory, self._settings)]

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        return [("The kiosk", f"{base}/kiosk")]

    def warn(self) -> None:
        """Of each place that nobody is told, and why."""
        places = self._settings.places
        for setting, meant in places.missing():
            if why := places.wrong.get(setting):
                logger.error(
                    "%s is wrong, so the kiosk tells nobody where %s is: %s; then start again", setting, meant, why
                )
                continue
            logger.warning(
                "%s is not set: the kiosk tells nobody where %s is; if you have a kiosk, start with "
                "%s='by the front door'",
                setting,
                meant,
                setting,
            )


def blueprint(chat: ChatService, directory: LiveDirectory, settings: KioskSettings) -> Blueprint:
    """`GET /kiosk` with its script and style: it is never framed, and nothing of it leads to another site.

    And `GET /kiosk/contacts` and `GET /kiosk/qr?link=`; what is wrong with a request is a line of JSON.
    """
    kiosk = Blueprint("kiosk")
    take_away = TakeAway()
    view = View(chat, page_policy(OWN_EXIT, ()))
    _add_files(chat, view, settings)
    for name in ("kiosk.js", "kiosk.css"):
        chat.files.serve(kiosk, name)

    @kiosk.get("/kiosk")
    async def page(request: Request) -> HTTPResponse:
        return view.plain("kiosk.html")

    @kiosk.get("/kiosk/contacts")
    async def contacts(request: Request) -> HTTPResponse:
        services = _services(request)
        return json_response(take_away.of(_open(directory), services, at=datetime.now(LONDON)))

    @kiosk.get("/kiosk/qr")
    async def qr(request: Request) -> HTTPResponse:
        given = request.args.getlist("link") or []
        if set(request.args) != {"link"} or len(given) != 1:
            raise InvalidUsage("name one link of the directory, as /kiosk/contacts gives them: /kiosk/qr?link=")
        number = number_with(_open(directory), given[0])
        if number is None:
            raise NotFound("the directory has no such number")
        return raw(as_svg(number, chat.wording.ways), content_type="image/svg+xml; charset=utf-8")

    return kiosk


def _add_files(chat: ChatService, view: View, settings: KioskSettings) -> None:
    """The script, made of what the templates and the wording say, and the style."""
    here = {"places": asdict(settings.places), "prints": settings.prints, "deaf": chat.layout.access()}
    parts = view.parts("kiosk_parts.html", links=False, easy_read=True, **here)
    pictures = add_pictures(chat.files)
    site = {**known(chat, OWN_EXIT), "kiosk": chat.wording.kiosk, "parts": parts, "pictures": pictures}
    chat.files.add("kiosk.css", sheet("kiosk.css"), CSS)
    chat.files.add("kiosk.js", script("kiosk/kiosk.js", site), JAVASCRIPT)


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
