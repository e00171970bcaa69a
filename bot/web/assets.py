"""What a page of ours is made of beside its words: scripts, styles and pictures, the same for everybody."""

from __future__ import annotations

from sanic import Blueprint
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.web.chat import ChatService
from bot.web.cors import CorsPolicy
from bot.web.pictures import SVG, drawings, file_of
from bot.web.scripts import CSS, JAVASCRIPT, known, script, sheet
from bot.web.static_files import Files
from bot.web.view import View

WIDGET = "widget.js"


def add_pictures(files: Files) -> dict[str, str]:
    """The name of each picture of easy read to where a page gets it."""
    drawn = drawings()
    for name, drawing in drawn.items():
        files.add(file_of(name), drawing, SVG)
    return {name: files.address(file_of(name)) for name in drawn}


def blueprint(chat: ChatService, cors: CorsPolicy, *, exit_url: str) -> Blueprint:
    """`GET /widget.js`, for the pages of the sites that may use the channel too, what our own pages need, no icon."""
    assets = Blueprint("assets")
    _add_scripts(chat, exit_url)
    for name in ("page.js", "beside.js", "style.css", "easy.css"):
        chat.files.serve(assets, name)

    @assets.get(f"/{WIDGET}")
    async def widget(request: Request) -> HTTPResponse:
        return chat.files.answer(WIDGET, request, cors.response_headers(request.headers))

    @assets.get("/pictures/<file:str>")
    async def picture(request: Request, file: str) -> HTTPResponse:
        if f"pictures/{file}" not in chat.files:
            raise NotFound("there is no such picture")
        return chat.files.answer(f"pictures/{file}", request)

    # Browsers ask for it by themselves. An icon would say to others what the page is.
    @assets.get("/favicon.ico")
    async def icon(request: Request) -> HTTPResponse:
        return empty()

    return assets


def _add_scripts(chat: ChatService, exit_url: str) -> None:
    files, site, view = chat.files, known(chat, exit_url), View(chat, {})
    style = sheet("style.css")
    files.add("style.css", style, CSS)
    files.add("easy.css", sheet("easy.css"), CSS)
    # In this order it weighs least, compressed.
    files.add(WIDGET, script(WIDGET, {"parts": view.parts("parts.html"), **site, "style": style}), JAVASCRIPT)
    # Our own page stands there with its style: its script takes that up.
    own = {"style": "", "parts": view.parts("page_parts.html"), "pictures": add_pictures(files)}
    files.add("page.js", script("page.js", {**site, **own}), JAVASCRIPT)
    words = {"covered": site["words"]["covered"]}
    files.add(
        "beside.js", script("beside.js", {"exit": site["exit"], "away": site["away"], "words": words}), JAVASCRIPT
    )
