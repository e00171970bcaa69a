"""The page at `/` and what belongs to it: plain forms that need no script, and the script that many will have."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Mapping

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.engine.request_body import FORM, form_fields, media_type
from bot.engine.safety_net import Messages
from bot.peer import peer_of
from bot.web.chat import ChatService, Refused, Shown
from bot.web.cors import CorsPolicy
from bot.web.headers import page_policy
from bot.web.settings import OWN_EXIT
from bot.web.view import View

LONGEST_TURN = 9
# The page shows every answer in easy read too, for whoever turns that on while reading it.
BOTH = Shown(easy=True)


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
        return view.chat(notice=str(chat.wording.page["cleared"]), easy=_wants_easy(_fields(request)))

    for address in ("privacy", "accessibility"):
        page.add_route(_always(view, f"{address}.html"), f"/{address}", methods=["GET"], name=address)

    @page.get("/people")
    async def people(request: Request) -> HTTPResponse:
        return view.people()

    @page.get(OWN_EXIT)
    async def away(request: Request) -> HTTPResponse:
        return view.away()

    return page


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
    given, easy = fields.get("conversation", ""), _wants_easy(fields)
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
        return view.refused(refused, conversation, unsent=_typed(fields), easy=easy)
    anew = chat.wording.page["anew"] if given and conversation != given else ""
    return view.chat(conversation, reply, asked=_asked(fields), notice=str(anew), easy=easy)


async def _heard(fields: Mapping[str, str], chat: ChatService, conversation: str, peer: str) -> Messages:
    """Words, a button of the start, or one below a reply; raises Refused."""
    start, press = fields.get("start", ""), fields.get("press", "")
    if start in chat.wording.payloads:
        return await chat.pressed(start, conversation, BOTH, peer=peer)
    if press:
        return await chat.chosen(press, conversation, BOTH, peer=peer)
    return await chat.answer(_typed(fields), conversation, BOTH, peer=peer)


def _fields(request: Request) -> dict[str, str]:
    """By ours: Sanic's loses all of a form with one byte that is no UTF-8, and is held up for long by a large one."""
    return form_fields(request.body) if media_type(request) == FORM else {}


def _typed(fields: Mapping[str, str]) -> str:
    # Browsers send the end of a line as two characters.
    return fields.get("message", "").replace("\r\n", "\n")


def _asked(fields: Mapping[str, str]) -> str:
    """In the person's own words, or those of the button, which our page sends along."""
    pressed = next((f"title {name} {fields[name]}" for name in ("start", "press") if fields.get(name)), None)
    return fields.get(pressed, "") if pressed else _typed(fields).strip()


def _wants_easy(fields: Mapping[str, str]) -> bool:
    """The switch for easy read is on. Nobody holds that but the page itself."""
    return bool(fields.get("easy"))


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
