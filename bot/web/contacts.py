"""Which numbers a person may take away, with what has to be said beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from actions.replies.cards import REACH, Cards
from actions.replies.rendering import MOST_SERVICES
from bot.settings import ROOT
from bot.web.wording import WORDING
from bot.web.yaml_file import read
from directory.freshness import Printable, may_print
from directory.hours_in_words import describe_hours
from directory.models import EMERGENCY_SERVICE, Service
from directory.numbers import digits_of
from directory.store import Directory

CARDS = ROOT / "data" / "replies" / "cards.yml"
# What is done with a number, by its kind in the directory; the other kinds are not for everybody's phone.
DONE = {"voice": "call", "text": "text", "web": "web"}
SCHEMES = {"call": "tel", "text": "sms"}
HTTPS = "https://"


@dataclass(frozen=True)
class Number:
    """A number to call or to text, and the word to send where it asks for one; or the address of a page."""

    kind: str
    number: str
    keyword: str | None

    @classmethod
    def of(cls, kind: str, value: str, keyword: str | None) -> Number | None:
        """None for a kind of contact that not every phone can open."""
        return cls(DONE[kind], value, keyword) if kind in DONE else None

    @property
    def shown(self) -> str:
        """As somebody reads it, types it or dials it."""
        return self.number.removeprefix(HTTPS).removesuffix("/") if self.kind == "web" else self.number

    @property
    def link(self) -> str:
        """What a phone opens."""
        if self.kind == "web":
            return self.number if self.number.startswith(HTTPS) else HTTPS + self.number.removeprefix("http://")
        body = f"?body={quote(self.keyword)}" if self.keyword else ""
        return f"{SCHEMES[self.kind]}:{digits_of(self.number)}{body}"


def card_wording() -> Mapping[str, str]:
    """What cards are put together from, by the names of the responses."""
    responses = read(CARDS)["responses"]
    return {name: str(rows[0]["text"]) for name, rows in responses.items()}


class TakeAway:
    """Chooses the numbers that a service's card in a reply has, and says of them what the card says."""

    def __init__(self) -> None:
        self._wording = card_wording()

    def of(self, directory: Directory, services: list[str], *, at: datetime) -> list[dict[str, Any]]:
        """In the order asked for. One with neither a number nor a page is left out: its name alone helps nobody."""
        cards = Cards(directory, self._wording.__getitem__, at)
        known = [directory.service(one) for one in services if one in directory.service_ids()][:MOST_SERVICES]
        found = [(service, list(_contacts(cards, service)), list(_pages(cards, service))) for service in known]
        return [
            {"id": service.id, "name": capital(service.spoken_name), "contacts": contacts, "pages": pages}
            for service, contacts, pages in found
            if contacts or pages
        ]


def slip(services: list[dict[str, Any]]) -> list[str]:
    """What the printer gets of them, a line each, as script/kiosk/takeaway.js has it: 999 nobody takes along."""
    words = read(WORDING)["kiosk"]
    contacts = [
        contact for service in services if service["id"] != EMERGENCY_SERVICE for contact in service["contacts"]
    ]
    shown = ((words[row["kind"]], row["number"], _sentences(row["hours"], row["doubt"])) for row in contacts)
    return [" ".join(filter(None, row)) for row in shown]


def capital(name: str) -> str:
    """The name of a service where it begins a line."""
    return name[0].upper() + name[1:]


def number_with(directory: Directory, link: str) -> Number | None:
    """The number or page that this link opens, where the directory has it and lets it be printed."""
    return next((number for number in numbers(directory) if number.link == link), None)


def numbers(directory: Directory) -> Iterator[Number]:
    """Every number to call or to text, and every page, that may be printed."""
    for service in directory.service_ids():
        for contact in directory.service(service).contacts:
            number = Number.of(contact.kind, contact.value, contact.keyword)
            if number and may_print(contact):
                yield number


def _contacts(cards: Cards, service: Service) -> Iterator[Mapping[str, str]]:
    for handle in REACH:
        found = cards.contact(service, handle)
        number = found and Number.of(found.kind, found.text, found.keyword)
        if found and number and number.kind != "web":
            yield {
                "kind": number.kind,
                "number": number.number,
                "keyword": number.keyword or "",
                "link": number.link,
                "hours": _sentences(describe_hours(service, handle), cards.closed(service, handle)),
                "note": _note(cards, found),
                "doubt": cards.doubt(found),
            }


def _pages(cards: Cards, service: Service) -> Iterator[Mapping[str, str]]:
    found = cards.contact(service, "web")
    number = found and Number.of(found.kind, found.text, None)
    if found and number and number.kind == "web":
        yield {"address": number.shown, "link": number.link, "note": _note(cards, found)}


def _sentences(*said: str | None) -> str:
    return ". ".join(filter(None, said))


def _note(cards: Cards, found: Printable) -> str:
    """What it is for and how sure it is, as sentences."""
    described = f"{found.description[0].upper()}{found.description[1:]}." if found.description else None
    return " ".join(filter(None, (described, cards.caution(found))))
