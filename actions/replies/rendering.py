"""Fills responses from the directory, line by line: a line that cannot be filled now is left out whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.replies.cards import Cards, Line
from actions.replies.plan import ENGLISH, Plan
from directory.models import EMERGENCY_SERVICE, Service
from directory.store import Directory

# Of whom it speaks, which detail, and a mark that says nothing itself: its line stands only where that could be said.
PLACEHOLDER = re.compile(r"\{([a-z0-9_-]+)(?:\.([a-z_]+))?(\?)?\}")
LAW = "law"
# What stands before a line of easy read: the picture beside it.
PICTURE = re.compile(r"^\{picture\.([a-z]+)\} ", re.MULTILINE)
MOST_SERVICES = 4
# Channels that send a reply by the letter.
BRIEF = frozenset({"sms"})
# No channel: the variations of responses in shorter sentences, for pages that show both.
EASY = "easy"
# Nearly every reply says "in danger? call 999" as a safety line. Only on these routes is 999 a service it signposts to.
COUNTS_999 = frozenset({"emergency", "service_info", "privacy"})
# Holds the lines that a conversation hears once.
ONCE = "utter_said_once"


@dataclass(frozen=True)
class Rendered:
    """Messages in reading order, each non-empty, and their languages; the services they name; buttons of the last.

    `once` are marks of what was said that need not be said again in this conversation. `pictures` name, for each
    message, the picture beside each of its lines; empty where a line has none.
    """

    messages: tuple[str, ...]
    languages: tuple[str, ...]
    services: tuple[str, ...]
    buttons: tuple[Mapping[str, Any], ...]
    once: tuple[str, ...] = ()
    pictures: tuple[tuple[str, ...], ...] = ()


class Renderer:
    """Renders plans with the responses of one domain, for one channel, at one moment.

    `places` fill placeholders of any reply as they stand, as the town's name does: they are an operator's words, never
    a response's name.
    `said` are the marks of what this conversation has said already.
    """

    def __init__(
        self,
        responses: Mapping[str, Any],
        directory: Directory,
        *,
        channel: str,
        at: datetime,
        places: Mapping[str, str] | None = None,
        said: Collection[str] = (),
    ) -> None:
        self._responses = responses
        self._channel = channel
        self.places = {"town": directory.town.name, "county": directory.town.county, **(places or {})}
        self.directory = directory
        self.said = frozenset(said)
        self.cards = Cards(directory, self.wording, at, brief=channel in BRIEF, said=self.said)

    def wording(self, name: str) -> str:
        """The text of a response, for this channel if it has one of its own. KeyError names what is missing."""
        return str(self.variation(name).get("text", "")).rstrip("\n")

    def variation(self, name: str) -> Mapping[str, Any]:
        """The response as the domain holds it, for this channel if it has one of its own."""
        variations = self._responses[name]
        own = [row for row in variations if row.get("channel") == self._channel]
        return next(iter(own or [row for row in variations if not row.get("channel")]), {})

    def render(self, plan: Plan) -> Rendered:
        """Services stand in the order in which the text first names them, four at most."""
        once = self._once()
        messages: list[tuple[str, str, tuple[str, ...]]] = []
        services: dict[str, None] = {}
        marks: dict[str, None] = {}
        filling = _Filling(self, plan)
        for name, paragraph, part in self._paragraphs(plan):
            filling.plan = part
            lines = list(self._lines(filling, paragraph, once))
            text = "\n".join(line.text for _, line in lines).strip()
            if text:
                # A placeholder may stand for several lines.
                pictures = (row for picture, line in lines for row in (picture, *[""] * line.text.count("\n")))
                messages.append((text, self._language(name), tuple(pictures)))
                services.update(dict.fromkeys(service for _, line in lines for service in line.services))
                marks.update(dict.fromkeys(mark for _, line in lines for mark in line.once))
        counted = [service for service in services if service != EMERGENCY_SERVICE or _counts_999(plan)]
        buttons = [button for each in plan.responses for button in self.variation(each).get("buttons") or []]
        texts, languages, seen = zip(*messages, strict=True) if messages else ((), (), ())
        return Rendered(texts, languages, tuple(counted)[:MOST_SERVICES], tuple(buttons), tuple(marks), seen)

    def _lines(self, filling: _Filling, paragraph: str, once: Mapping[str, str]) -> Iterator[tuple[str, Line]]:
        """Those that can be filled now and need be said, each behind the name of its picture."""
        for pictured in paragraph.split("\n"):
            picture, raw = picture_of(pictured)
            mark = once.get(raw)
            if mark not in self.said and (line := filling.line(raw)):
                begun = _begun(line, raw)
                yield picture, replace(begun, once=(mark, *begun.once)) if mark else begun

    def _paragraphs(self, plan: Plan) -> Iterator[tuple[str, str, Plan]]:
        for name in plan.responses:
            yield from ((name, part, plan) for part in self.wording(name).split("\n\n"))
        if plan.also:
            yield from self._paragraphs(plan.also)

    def _once(self) -> Mapping[str, str]:
        """Lines that are said once in a conversation, to the marks they are remembered by."""
        if ONCE not in self._responses:
            return {}
        return {line: f"once:{place}" for place, line in enumerate(self.wording(ONCE).split("\n"))}

    def _language(self, name: str) -> str:
        """The metadata of a response says where it is not in English."""
        return str((self.variation(name).get("metadata") or {}).get("language", ENGLISH))


def picture_of(line: str) -> tuple[str, str]:
    """The name of the picture beside a line, and the line without it."""
    found = PICTURE.match(line)
    return (found[1], line[found.end() :]) if found else ("", line)


def _begun(line: Line, raw: str) -> Line:
    """A name that stands in a sentence with a small letter begins a line with a capital."""
    first = PLACEHOLDER.match(raw)
    if first is None or first[2]:
        return line
    return Line(line.text[0].upper() + line.text[1:], line.services, line.once)


def _counts_999(plan: Plan) -> bool:
    return plan.counts_999 or plan.route in COUNTS_999


class _Filling:
    """One reply being filled: it knows which cards it holds already."""

    def __init__(self, renderer: Renderer, plan: Plan) -> None:
        self._renderer = renderer
        self.plan = plan
        self._carded: set[str] = set()

    def line(self, raw: str) -> Line | None:
        """The line with every placeholder filled, or None where one cannot be."""
        services: list[str] = []
        pieces: list[str] = []
        once: list[str] = []
        cursor = 0
        for match in PLACEHOLDER.finditer(raw):
            filled = self._fill(match[1], match[2])
            if filled is None:
                return None
            if match[3]:
                filled = Line("", ())
            pieces += [raw[cursor : match.start()], filled.text]
            services += filled.services
            once += filled.once
            cursor = match.end()
        return Line("".join([*pieces, raw[cursor:]]), tuple(services), tuple(once))

    def _fill(self, owner: str, detail: str | None) -> Line | None:
        if detail is None and owner in self.plan.values:
            return self._value(self.plan.values[owner])
        if detail is None and owner in self._renderer.places:
            return Line(self._renderer.places[owner], ())
        directory = self._renderer.directory
        if owner == LAW:
            line = directory.town.nation.law.get(detail or "")
            return Line(line, ()) if line else None
        service_id = (
            self.plan.service if owner == "service" else self.plan.values.get(owner) or directory.needs.named(owner)
        )
        if service_id is None or service_id not in directory.service_ids():
            return None
        service = directory.service(service_id)
        # A line about a service that is closed is left out whole.
        return self._of_service(service, detail) if service.active else None

    def _value(self, value: str) -> Line | None:
        if value.startswith("@"):
            return self.line(self._renderer.wording(value[1:]))
        return Line(value, ()) if value else None

    def _of_service(self, service: Service, detail: str | None) -> Line | None:
        if detail is None:
            return Line(service.spoken_name, (service.id,))
        if detail == "card":
            return self._card(service)
        if detail == "brief":
            return self._brief(service)
        if service.contact(detail) is None:
            claim = service.claim(detail)
            # A sentence about a service does not name it: the one that can be reached stands first.
            return Line(claim, ()) if claim else None
        return self._renderer.cards.alone(service, detail)

    def _card(self, service: Service) -> Line | None:
        """The first card of a reply in full, later ones short, none twice."""
        return self._brief(service) if self._carded else self._once(service, short=False)

    def _brief(self, service: Service) -> Line | None:
        """A card in short, none twice: the answer to a second question comes behind the card of the first."""
        return self._once(service, short=True)

    def _once(self, service: Service, *, short: bool) -> Line | None:
        if service.id in self._carded:
            return None
        self._carded.add(service.id)
        return self._renderer.cards.card(service, short=short)
