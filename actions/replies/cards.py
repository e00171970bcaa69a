"""A service as one line: its name, how to reach it, when, at what cost, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from directory.freshness import Printable, printable
from directory.hours import LONDON, closure_near, is_always_open
from directory.hours_in_words import describe_hours
from directory.models import Service
from directory.store import Directory

# Whom to ask for a service that has no contact of its own that may be printed, and when an unconfirmed one fails.
ASK = "drugs_line"
REACH = ("phone", "text", "web")
NEEDS_NO_INTERNET = frozenset({"voice", "text"})
MOST_WAYS = 2
# In words: "Free to call." stands on a card, what landlines and mobiles pay does not.
LONGEST_COST = 6

Wording = Callable[[str], str]


@dataclass(frozen=True)
class Line:
    """A finished piece of text, the services it names, the reachable one first, and marks of what need be said once."""

    text: str
    services: tuple[str, ...]
    once: tuple[str, ...] = ()


class Cards:
    """Builds lines from the directory at one moment; `wording` gives the text of a response by its name.

    Brief cards leave out cost and place from the first, and a web page where one can call or text. `said` holds the
    marks of services whose doubts this conversation has been told in full: later ones are short.
    """

    def __init__(
        self,
        directory: Directory,
        wording: Wording,
        at: datetime,
        *,
        brief: bool = False,
        said: Collection[str] = (),
    ) -> None:
        self._wording = wording
        self._at = at
        self._brief = brief
        self._said = said
        asked = directory.needs.role(ASK)
        self._asked = directory.service(asked) if asked else None

    def contact(self, service: Service, handle: str) -> Printable | None:
        """The contact as it may be printed now, or None."""
        contact = service.contact(handle)
        return printable(contact, at=self._at) if contact else None

    def card(self, service: Service, *, short: bool = False) -> Line | None:
        """The whole card, or a short one without cost and place.

        Names FRANK first where only FRANK can put people through; None where nobody can.
        """
        short = short or self._brief
        reach = self._ways(service)
        if not reach:
            return self._ask(service)
        place = None if short else self.contact(service, "address")
        address = [place] if place else []
        whole = [] if short else [self._cost(service), *(f"{found.text}." for found in address)]
        mark = f"doubt:{service.id}"
        cautions = self._cautions([*reach, *address], short=mark in self._said, whole=False)
        parts = [self._reached(service, reach), self._hours(service), self.closed(service), *whole, *cautions]
        text = " ".join(filter(None, parts))
        unsure = reach[0].caution == "unconfirmed" and mark not in self._said and self._fallback()
        named = (service.id, self._asked.id) if unsure and self._asked else (service.id,)
        doubted = any(found.caution for found in (*reach, *address))
        return Line(text[0].upper() + text[1:], tuple(dict.fromkeys(named)), (mark,) if doubted else ())

    def _reached(self, service: Service, reach: list[Printable]) -> str:
        """The ways to reach it, as a sentence that begins with its name."""
        first, *others = reach
        ways = [self.way(first, name=service.spoken_name), *(self.way(found, joined=True) for found in others)]
        return " ".join(ways) + "."

    def reach(self, service: Service) -> list[Printable]:
        """Every way to reach it that may be printed, as a channel shows them that has room for all."""
        return [contact for handle in REACH if (contact := self.contact(service, handle))]

    def facts(self, service: Service) -> list[str]:
        """What stands on a whole card beside the ways to reach it, each a sentence: hours, cost, place, doubts."""
        place = self.contact(service, "address")
        address = [place] if place else []
        known = [self._hours(service), self.closed(service), self._cost(service), *(f"{row.text}." for row in address)]
        return [*filter(None, known), *self._cautions([*self.reach(service), *address], whole=False)]

    def _ways(self, service: Service) -> list[Printable]:
        found = self.reach(service)
        offline = [contact for contact in found if contact.kind in NEEDS_NO_INTERNET]
        return (offline or found if self._brief else found)[:MOST_WAYS]

    def alone(self, service: Service, handle: str) -> Line | None:
        """One contact by itself, as it stands inside a sentence."""
        found = self.contact(service, handle)
        if found is None:
            return None
        text = self.way(found) if found.kind == "text" and found.keyword else found.text
        caution = next(self._cautions([found], whole=False), "").strip("(.)")
        return Line(f"{text} ({caution})" if caution else text, (service.id,))

    def way(self, found: Printable, *, name: str = "", joined: bool = False) -> str:
        """How to use one contact: after the service's name, joined to another way by "or", or by itself."""
        form = {"voice": "call"}.get(found.kind, found.kind)
        if found.kind == "text" and found.keyword:
            form += "_keyword"
        elif found.kind == "voice" and found.description:
            form += "_described"
        start = "or_" if joined else "" if name else "contact_"
        keys = dict.fromkeys(("number", "web", "email", "address"), found.text)
        wording = self._wording(f"utter_card_{start}{form}")
        said = wording.format(name=name, keyword=found.keyword, description=found.description, **keys)
        return f"{said} ({found.description})" if found.kind == "text" and found.description else said

    def caution(self, found: Printable) -> str | None:
        """The words that must stand beside a contact that nobody has checked of late."""
        return next(self._cautions([found]), None)

    def doubt(self, found: Printable) -> str:
        """The same in a few words that name nobody: "Not confirmed."; empty where there is none."""
        return next(self._cautions([found], short=True), "").strip("()")

    def closed(self, service: Service, handle: str = "phone") -> str | None:
        """That it is closed these days although it has hours, or will be within a week."""
        today = self._at.astimezone(LONDON).date()
        closure = closure_near(service, handle, today)
        if closure is None:
            return None
        first, last = (f"{day:%A} {day.day} {day:%B}" for day in (closure.valid_from, closure.valid_to))
        if closure.valid_from > today:
            form = "on" if first == last else "from"
        else:
            form = "today" if closure.valid_to == today else "until"
        return self._wording(f"utter_card_closed_{form}").format(first=first, last=last)

    def _cautions(self, contacts: list[Printable], *, short: bool = False, whole: bool = True) -> Iterator[str]:
        """One sentence for each kind of doubt, over all contacts that it is about.

        On a card a few words do, but for what nobody could confirm: there whom to call instead is said once.
        """
        doubted: dict[str, list[Printable]] = {}
        for found in contacts:
            if found.caution:
                doubted.setdefault(found.caution, []).append(found)
        if (short or not whole) and "undated" in doubted:
            # It holds for both, and two of them in a row read as a mistake.
            doubted.pop("stale", None)
        for caution, rows in doubted.items():
            kinds = dict.fromkeys(self._wording(f"utter_card_kind_{row.kind}") for row in rows)
            since = min((row.since for row in rows if row.since), default=None)
            whom = self._fallback()
            brief = short or (not whole and caution != "unconfirmed") or (caution == "unconfirmed" and not whom)
            yield self._wording(f"utter_card_caution_{caution}{'_short' if brief else ''}").format(
                since=f"{since:%B %Y}" if since else "",
                kind=f" {self._wording('utter_card_kinds')} ".join(kinds),
                fallback=whom,
            )

    def _cost(self, service: Service) -> str | None:
        """What a card has room for; the whole is said where it is asked."""
        cost = service.claim("fees_description")
        return cost if cost and len(cost.split()) <= LONGEST_COST else None

    def _fallback(self) -> str:
        found = self.contact(self._asked, "phone") if self._asked else None
        return f"{self._asked.spoken_name}, {found.text}" if self._asked and found else ""

    def _ask(self, service: Service) -> Line | None:
        asked = self._asked
        found = self.contact(asked, "phone") if asked else None
        if asked is None or not found or service.id == asked.id:
            return None
        via = f"{asked.spoken_name}, {found.text},"
        return Line(self._wording("utter_card_ask").format(via=via, name=service.spoken_name), (asked.id, service.id))

    def _hours(self, service: Service) -> str | None:
        hours = describe_hours(service)
        always = "_always" if is_always_open(service, at=self._at) else ""
        return self._wording(f"utter_card_hours{always}").format(hours=hours) if hours else None
