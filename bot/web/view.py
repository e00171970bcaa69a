"""What people see: the templates, filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from sanic.response import HTTPResponse, html

from bot.web.hearing import Hearing, Refused
from bot.web.linking import linked
from bot.web.wording import EMERGENCY

TEMPLATES = Path(__file__).parent / "templates"


class View:
    """Pages of ours. `menu` are the payloads of the buttons that the start shows."""

    def __init__(self, hearing: Hearing, headers: Mapping[str, str]) -> None:
        environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
        environment.filters["linked"] = linked
        environment.globals.update(emergency=EMERGENCY, numbers=hearing.net.last_resort.card[-1])
        self._chat = environment.get_template("page.html")
        self._privacy = environment.get_template("privacy.html")
        self._hearing = hearing
        self._headers = headers
        self.menu = frozenset(button["payload"] for button in hearing.wording.menu)

    def chat(
        self,
        conversation: str = "",
        messages: Sequence[Mapping[str, Any]] = (),
        *,
        notice: str = "",
        unsent: str = "",
        status: int = 200,
    ) -> HTTPResponse:
        """The reply where there is one, else the start; `unsent` is what was typed and not taken."""
        said = [message for message in messages if message.get("text")]
        body = self._chat.render(
            conversation=conversation or self._hearing.conversations.start(),
            said=said,
            emergency_reply=bool(messages) and messages[-1]["custom"]["signpost"]["route"] == "emergency",
            buttons=[button for message in said for button in message.get("buttons", [])],
            menu=() if said else self._hearing.wording.menu,
            notice=notice,
            unsent=unsent,
        )
        return html(body, status=status, headers=self._headers)

    def refused(self, refused: Refused, conversation: str, *, unsent: str) -> HTTPResponse:
        """What was typed stands in the box again, below the reason."""
        answer = self.chat(conversation, notice=refused.refusal.say, unsent=unsent, status=refused.refusal.status)
        answer.headers.update(refused.headers)
        return answer

    def privacy(self) -> HTTPResponse:
        """What is held, for every channel."""
        return html(self._privacy.render(), headers=self._headers)
