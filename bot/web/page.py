"""The page at `/` and what belongs to it: plain forms that need no script, and the script that many will have."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Mapping

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, redirect

from bot.engine.request_body import FORM, form_fields, media_type
from bot.engine.safety_net import Messages
from bot.peer import peer_of
from bot.web.chat import ChatService, Refused
from bot.web.cors import CorsPolicy
from bot.web.headers import page_policy
from bot.web.scripts import CSS, JAVASCRIPT, joined, known, sheet
from bot.web.settings import OWN_EXIT
from bot.web.view import View

LONGEST_TURN = 9


def blueprint(chat: ChatService, cors: CorsPolicy, *, exit_url: str) -> Blueprint:
    """`GET /` and `POST /`, the forms that leave and clear, and the pages beside it."""
    page = Blueprint("page")
    view = View(chat, page_policy(exit_url, cors.origins))

    # HEAD is what asks whether a site is up.
    @page.route("/", methods=["GET", "HEAD"])
    async def start(request: Request) -> HTTPResponse:
        return view.chat()

    # A browser that is opened anew asks in this way for the page that it showed last.
    for form in ("/leave", "/clear"):
        page.add_route(_to_the_start, form, methods=["GET"], name=f"start_from_{form[1:]}")

    @page.post("/")
    async def say(request: Request) -> HTTPResponse:
        fields = _fields(request)
        async with chat.conversations.turn(fields.get("conversation", "")):
            return await _answered(request, fields, chat, cors, view)

    # Nobody who leaves or clears is asked where the form came from: it needs the id, and leads where we say.
    @page.post("/leave")
    async def leave(request: Request) -> HTTPResponse:
        await _leaves(request, chat)
        return redirect(exit_url, status=303)

    @page.post("/clear")
    async def clear(request: Request) -> HTTPResponse:
        await _leaves(request, chat)
        return view.chat(notice=str(chat.wording.page["cleared"]))

    for address in ("privacy", "accessibility"):
        page.add_route(_always(view, f"{address}.html"), f"/{address}", methods=["GET"], name=address)

    @page.get("/people")
    async def people(request: Request) -> HTTPResponse:
        return view.people()

    @page.get(OWN_EXIT)
    async def away(request: Request) -> HTTPResponse:
        return view.away()

    return page


def files(chat: ChatService, cors: CorsPolicy, *, exit_url: str) -> Blueprint:
    """`GET /widget.js`, for the pages of the sites that may use the channel too, the style sheet and no icon."""
    found = Blueprint("files")
    site = known(chat, exit_url)
    style = sheet("style.css")
    chat.files.add("style.css", style, CSS)
    widget = joined("element.js", {**site, "style": style, "parts": View(chat, {}).parts("parts.html")})
    chat.files.add("widget.js", widget, JAVASCRIPT)
    words = {"covered": site["words"]["covered"]}
    beside = joined("beside.js", {"exit": site["exit"], "away": site["away"], "words": words})
    chat.files.add("beside.js", beside, JAVASCRIPT)

    @found.get("/widget.js")
    async def script(request: Request) -> HTTPResponse:
        return chat.files.answer("widget.js", request, cors.response_headers(request.headers))

    @found.get("/beside.js")
    async def beside_script(request: Request) -> HTTPResponse:
        return chat.files.answer("beside.js", request)

    @found.get("/style.css")
    async def css(request: Request) -> HTTPResponse:
        return chat.files.answer("style.css", request)

    # Browsers ask for it by themselves. An icon would say to others what the page is.
    @found.get("/favicon.ico")
    async def icon(request: Request) -> HTTPResponse:
        return empty()

    return found


async def _to_the_start(request: Request) -> HTTPResponse:
    return redirect("/", status=303)


def _always(view: View, template: str) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def plain(request: Request) -> HTTPResponse:
        return view.plain(template)

    return plain


async def _leaves(request: Request, chat: ChatService) -> None:
    conversation = _fields(request).get("conversation", "")
    async with chat.conversations.turn(conversation):
        chat.leave(conversation)


async def _answered(
    request: Request, fields: Mapping[str, str], chat: ChatService, cors: CorsPolicy, view: View
) -> HTTPResponse:
    """The page with the reply, or with the reason and what was typed."""
    given = fields.get("conversation", "")
    if chat.conversations.was_left_after(given, _turn(fields)):
        return view.refused(chat.refused("over"), "", unsent="")
    conversation = _open(chat, given)
    try:
        if not cors.allows(request.headers, hidden=True):
            raise chat.refused("foreign")
        if request.body and media_type(request) != FORM:
            raise chat.refused("wrong_type")
        reply = await _heard(fields, chat, conversation, peer_of(request))
    except Refused as refused:
        return view.refused(refused, conversation, unsent=_typed(fields))
    anew = chat.wording.page["anew"] if given and conversation != given else ""
    return view.chat(conversation, reply, asked=_asked(fields), notice=str(anew))


async def _heard(fields: Mapping[str, str], chat: ChatService, conversation: str, peer: str) -> Messages:
    """Words, a button of the start, or one below a reply; raises Refused."""
    start, press = fields.get("start", ""), fields.get("press", "")
    if start in chat.wording.payloads:
        return await chat.pressed(start, conversation, peer=peer)
    if press:
        return await chat.chosen(press, conversation, peer=peer)
    return await chat.answer(_typed(fields), conversation, peer=peer)


def _fields(request: Request) -> dict[str, str]:
    """By ours: Sanic's loses all of a form with one byte that is no UTF-8, and is held up for long by a large one."""
    return form_fields(request.body) if media_type(request) == FORM else {}


def _typed(fields: Mapping[str, str]) -> str:
    # Browsers send the end of a line as two characters.
    return fields.get("message", "").replace("\r\n", "\n")


def _asked(fields: Mapping[str, str]) -> str:
    """In the person's own words, or those of the button, which our page sends along."""
    pressed = fields.get("start") or fields.get("press")
    return fields.get(f"title {pressed}", "") if pressed else _typed(fields).strip()


def _turn(fields: Mapping[str, str]) -> int:
    """How many messages had been heard when the form was shown; whoever sends no number is heard.

    Whoever reloads the page with an answer sends its form again. After the chat was left, that answer is not for them.
    """
    given = fields.get("turn", "")
    return int(given) if given.isdecimal() and len(given) < LONGEST_TURN else sys.maxsize


def _open(chat: ChatService, conversation: str) -> str:
    """The conversation, or a new one where it is over or was never ours: what was typed is answered all the same."""
    conversations = chat.conversations
    return conversation if conversations.status(conversation) == "open" else conversations.start()
