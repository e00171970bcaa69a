"""The page at `/kiosk`: one screen for one person after the other."""

from __future__ import annotations

from dataclasses import asdict

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.web.chat import ChatService
from bot.web.headers import page_policy
from bot.web.kiosk.places import Places
from bot.web.scripts import CSS, JAVASCRIPT, joined, known
from bot.web.settings import OWN_EXIT
from bot.web.view import TEMPLATES, View


def blueprint(chat: ChatService, places: Places, *, prints: bool) -> Blueprint:
    """`GET /kiosk` with its script and style. It is never framed, and nothing of it leads to another site."""
    kiosk = Blueprint("kiosk_page")
    view = View(chat, page_policy(OWN_EXIT, ()))
    style = (TEMPLATES / "kiosk.css").read_text(encoding="utf-8")
    site = {**known(chat, OWN_EXIT), "kiosk": chat.wording.kiosk, "places": asdict(places), "prints": prints}
    script = joined("kiosk/kiosk.js", site)

    @kiosk.get("/kiosk")
    async def page(request: Request) -> HTTPResponse:
        return view.plain("kiosk.html")

    @kiosk.get("/kiosk.js")
    async def javascript(request: Request) -> HTTPResponse:
        return text(script, content_type=JAVASCRIPT)

    @kiosk.get("/kiosk.css")
    async def css(request: Request) -> HTTPResponse:
        return text(style, content_type=CSS)

    return kiosk
