"""The page at `/`: plain forms, no script, the same replies as on every channel."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect, text

from bot.web.door import Door
from bot.web.headers import page_policy
from bot.web.hearing import Hearing, Refused
from bot.web.view import TEMPLATES, View


def blueprint(hearing: Hearing, door: Door, *, exit_url: str) -> Blueprint:
    """`GET /` and `POST /`, the forms that leave and clear, `GET /privacy` and the style sheet."""
    page = Blueprint("page")
    view = View(hearing, page_policy(exit_url))
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")

    @page.get("/")
    async def start(request: Request) -> HTTPResponse:
        return view.chat()

    @page.post("/")
    async def say(request: Request) -> HTTPResponse:
        return await _answered(request, hearing, door, view)

    # Nobody who leaves or clears is asked where the form came from: it needs the id, and leads where we say.
    @page.post("/leave")
    async def leave(request: Request) -> HTTPResponse:
        hearing.leave(_first(request, "conversation"))
        return redirect(exit_url, status=303)

    @page.post("/clear")
    async def clear(request: Request) -> HTTPResponse:
        hearing.leave(_first(request, "conversation"))
        return view.chat(notice=hearing.wording.cleared)

    @page.get("/privacy")
    async def privacy(request: Request) -> HTTPResponse:
        return view.privacy()

    @page.get("/page.css")
    async def css(request: Request) -> HTTPResponse:
        return text(style, content_type="text/css; charset=utf-8")

    return page


async def _answered(request: Request, hearing: Hearing, door: Door, view: View) -> HTTPResponse:
    """The page with the reply, or with the reason and what was typed."""
    # Browsers send the end of a line as two characters.
    said, chosen = _first(request, "message").replace("\r\n", "\n"), _first(request, "start")
    conversation = _open(hearing, _first(request, "conversation"))
    try:
        if not door.lets_in(request.headers, hidden=True):
            raise hearing.refused("foreign")
        if chosen in view.menu:
            hearing.conversations.offer(view.menu, conversation)
        reply = await hearing.answer(chosen if chosen in view.menu else said, conversation)
    except Refused as refused:
        return view.refused(refused, conversation, unsent=said)
    return view.chat(conversation, reply)


def _open(hearing: Hearing, conversation: str) -> str:
    """The conversation, or a new one where it is over or was never ours: what was typed is answered all the same."""
    conversations = hearing.conversations
    return conversation if conversations.standing(conversation) == "open" else conversations.start()


def _first(request: Request, name: str) -> str:
    values: Any = (request.form or {}).get(name)
    return str(values[0] if isinstance(values, list) else values or "")
