"""The page at `/`: plain forms, no script, the same replies as on every channel."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, text

from bot.engine.conversation_ids import ConversationIds
from bot.engine.safety_net import SafetyNet

TEMPLATES = Path(__file__).parent / "templates"
# Numbers as replies print them: three digits, or digits in groups.
NUMBER = re.compile(r"(?<![\w.])(?:\d{3,5}(?: \d{2,4}){1,3}|(?:999|112|101|111|105|159))(?![\w])")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def blueprint(net: SafetyNet) -> Blueprint:
    """`GET /`, `POST /` and the style sheet."""
    page = Blueprint("page")
    ids = ConversationIds()
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["linked"] = linked
    template = environment.get_template("page.html")
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")

    def show(conversation: str, messages: list[dict[str, Any]], *, unsent: str = "") -> HTTPResponse:
        said = [message for message in messages if message.get("text")]
        signpost = messages[-1]["custom"]["signpost"] if messages else {}
        return html(
            template.render(
                conversation=conversation,
                said=said,
                route=signpost.get("route"),
                buttons=[button for message in said for button in message.get("buttons", [])],
                emergency="999",
                unsent=unsent,
            ),
            headers=HEADERS,
        )

    @page.get("/")
    async def start(request: Request) -> HTTPResponse:
        return show(ids.new(), [])

    @page.post("/")
    async def say(request: Request) -> HTTPResponse:
        form = request.form or {}
        conversation = _first(form, "conversation")
        if not ids.is_ours(conversation):
            conversation = ids.new()
        return show(conversation, await net.answer(_first(form, "message"), conversation, channel="web"))

    @page.get("/page.css")
    async def css(request: Request) -> HTTPResponse:
        return text(style, content_type="text/css; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"})

    return page


def linked(words: str) -> Markup:
    """The words as safe HTML, each phone number a `tel:` link."""
    return Markup(
        NUMBER.sub(lambda match: f'<a href="tel:{match[0].replace(" ", "")}">{match[0]}</a>', str(escape(words)))
    )


def _first(form: Any, name: str) -> str:
    values = form.get(name)
    return str(values[0] if isinstance(values, list) else values or "")
