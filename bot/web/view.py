"""What people see: the templates, filled."""

from __future__ import annotations

from calendar import HTMLCalendar
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from sanic.response import HTTPResponse, html

from bot.engine.reply import buttons, signpost_of
from bot.web.chat import ChatService, Refused
from bot.web.compiled import COMPILED
from bot.web.languages import languages
from bot.web.linking import lines
from bot.web.parts import parts
from bot.web.pictures import pictured
from bot.web.rows import easy_rows_of, layout_of, rows_of
from bot.web.wording import EMERGENCY_NUMBER, RIGHT_TO_LEFT, URGENT
from directory.hours import LONDON

TEMPLATES = Path(__file__).parent / "templates"
# Languages that are named on the narrowest screen too.
FEW = ("pl", "ar", "zh")


class View:
    """Fills the templates for one chat, and sends them with one set of headers."""

    def __init__(self, chat: ChatService, headers: Mapping[str, str]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, bytecode_cache=COMPILED
        )
        self._environment.filters.update(lines=lines, pictured=pictured)
        self._environment.globals.update(
            emergency=EMERGENCY_NUMBER,
            urgent=URGENT,
            rtl=RIGHT_TO_LEFT,
            few=FEW,
            file=chat.files.address,
            topics=chat.wording.menu,
            languages=languages(chat.net.last_resort, chat.wording.languages, chat.wording.unreviewed_in),
            links=True,
            numbers=chat.net.last_resort.card[-1],
            words=chat.wording.page,
            kiosk=chat.wording.kiosk,
            start_pictures=chat.wording.start_pictures,
        )
        self._chat = chat
        self._headers = headers

    def chat(
        self,
        conversation: str = "",
        messages: Sequence[Mapping[str, Any]] = (),
        *,
        asked: str = "",
        notice: str = "",
        unsent: str = "",
        status: int = 200,
        easy: bool = False,
    ) -> HTTPResponse:
        """The reply to what was `asked`, where there is one, else the start; `unsent` was typed and not taken.

        With `easy` the switch for easy read is on.
        """
        said, layout = rows_of(messages), layout_of(messages)
        conversations = self._chat.conversations
        return self._page(
            "page.html",
            status=status,
            conversation=conversation or conversations.start(),
            turn=conversations.turns(conversation),
            said=said,
            asked=asked,
            easy_read=True,
            easy_said=easy_rows_of(messages),
            easy=easy,
            access=layout.get("access"),
            unreviewed=layout.get("unreviewed"),
            emergency_reply=signpost_of(messages).is_emergency,
            buttons=buttons(messages),
            menu=() if said else self._chat.wording.menu,
            notice=notice,
            unsent=unsent,
        )

    def parts(self, template: str, **values: Any) -> Mapping[str, Any]:
        """What a script builds from, out of the same templates."""
        found = self._environment.get_template(template)
        return parts(found.render(menu=self._chat.wording.menu, **values))

    def refused(self, refused: Refused, conversation: str, *, unsent: str, easy: bool = False) -> HTTPResponse:
        """What was typed stands in the box again, below the reason."""
        said, status = refused.refusal.say, refused.refusal.status
        answer = self.chat(conversation, notice=said, unsent=unsent, status=status, easy=easy)
        answer.headers.update(refused.headers)
        return answer

    def plain(self, template: str) -> HTTPResponse:
        """A page that is the same for everybody."""
        return self._page(template)

    def people(self) -> HTTPResponse:
        """Who has people to talk to, and whether they are there now."""
        return self._page("people.html", found=self._chat.layout.people())

    def lost(self, status: int) -> HTTPResponse:
        """In place of a page that is not there or went wrong: 999, the main numbers, the way to the start."""
        return self._page("lost.html", status=status)

    def away(self) -> HTTPResponse:
        """The page to leave to where there is no other: this month, and no word of ours."""
        today = datetime.now(LONDON)
        return self._page("away.html", month=HTMLCalendar().formatmonth(today.year, today.month))

    def _page(self, template: str, *, status: int = 200, **values: Any) -> HTTPResponse:
        body = self._environment.get_template(template).render(**values)
        return html(body, status=status, headers=self._headers)
