"""The ways to reach a service, out of all the places where feeds have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from directory.feeds.cleaning import clean, shortened
from directory.feeds.known import KnownServices
from directory.feeds.numbers import is_costly, numbers_of
from directory.feeds.places import location_in
from directory.feeds.raw import Note, extra, parts, printable_address
from directory.hsds.export import Json
from directory.numbers import digits_of
from directory.shape import HANDLE, PHONE_TYPES

TYPES = {
    "sms": "text",
    "mobile": "voice",
    "cell": "voice",
    "tel": "voice",
    "telephone": "voice",
    "minicom": "textphone",
}
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`|~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST_HANDLE = 40
LONGEST_SAID = 200
MOST_PHONES = 20


class Contacts:
    """What was found, each with a handle of its own. `note` is told what was left out."""

    def __init__(self, known: KnownServices, note: Note) -> None:
        self._known = known
        self._note = note
        self._groups: dict[str, list[Json]] = {"phones": [], "links": [], "emails": [], "locations": []}
        self._by_digits: dict[str, str] = {}
        self._dialled: set[tuple[str, str]] = set()
        self._by_place: dict[str, str] = {}
        self.handles: set[str] = set()

    def take(self, raw: Json) -> None:
        """Takes every way to reach this service, from all places where a feed may have one."""
        for phone in _phones(raw):
            self._take_phone(phone)
        self._take_links(raw)
        for email in (raw.get("email"), *(each.get("email") for each in parts(raw, "contacts"))):
            self._take_email(email)
        for at_location in parts(raw, "service_at_locations"):
            self._take_place(at_location)

    def groups(self) -> Json:
        """The contacts by group, as a service file has them."""
        return {name: group for name, group in self._groups.items() if group}

    @property
    def has_phone(self) -> bool:
        return bool(self._groups["phones"])

    def handle_of(self, number: str) -> str | None:
        """The handle of the phone with these digits."""
        return self._by_digits.get(digits_of(number))

    def place_of(self, identity: Any) -> str | None:
        """The handle of the place that the feed knows by that id."""
        return self._by_place.get(identity) if isinstance(identity, str) else None

    def answering(self, told: Any, place: str | None) -> str | None:
        """Which contact hours are for: as was told, else the place that they stand under, the address, the phone."""
        if told is not None:
            return told if told in self.handles else None
        first = [contact["id"] for name in ("locations", "phones", "links") for contact in self._groups[name]]
        return next((handle for handle in (place, *first) if handle in self.handles), None)

    def add_numbers(self, given: str, kind: str = "voice", said: str | None = None, told: Json | None = None) -> bool:
        """False where there is no number that could be called."""
        found = False
        for number in numbers_of(given, self._known.codes):
            found = True
            if is_costly(number):
                self._note(f"the number {number} costs more than others, left out")
            elif len(self._groups["phones"]) < MOST_PHONES and (digits_of(number), kind) not in self._dialled:
                self._add_phone(number, kind, said, told or {})
        return found

    def _add_phone(self, number: str, kind: str, said: str | None, told: Json) -> None:
        handle = self._handle(told.get("handle"), "phone" if kind == "voice" else kind)
        self._by_digits.setdefault(digits_of(number), handle)
        self._dialled.add((digits_of(number), kind))
        phone = {"id": handle, "number": number, "type": kind}
        if keyword := clean(told.get("keyword")):
            phone["keyword"] = shortened(keyword, LONGEST_HANDLE)
        if said:
            phone["description"] = said
        self._groups["phones"].append(phone | self._known.unsure())

    def _take_phone(self, phone: Json) -> None:
        given, told = clean(phone.get("number")), extra(phone)
        if given is None:
            self._note("a phone without a number, left out")
            return
        kind = (clean(phone.get("type")) or "voice").lower()
        kind = TYPES.get(kind, kind if kind in PHONE_TYPES else "voice")
        if not self.add_numbers(given, kind, self._said(phone, told), told):
            self._note(f"the phone number {shortened(given, 60)} is no number of the UK, left out")

    def _said(self, phone: Json, told: Json) -> str | None:
        """What is printed beside a number; it may hold no other one."""
        extension = clean(phone.get("extension"))
        said = clean((told if told else phone).get("description"))
        words = " ".join(filter(None, [said, f"Extension {shortened(extension, 10)}." if extension else None]))
        if any(numbers_of(words, ())) or re.search(r"\d{4}", words):
            self._note("what was said beside a phone number had another number in it, left out")
            return None
        return shortened(words, LONGEST_SAID) or None

    def _take_links(self, raw: Json) -> None:
        told = parts(extra(raw), "links")
        for link in told or [raw]:
            if clean(link.get("url")) is None:
                continue
            url = printable_address(link.get("url"))
            if url is None:
                self._note("its web address is none, left out")
                continue
            found = {"id": self._handle(link.get("handle"), "web"), "url": url}
            if told and (said := self._said(link, link)):
                found["description"] = said
            self._groups["links"].append(found | self._known.unsure())

    def _take_email(self, value: Any) -> None:
        address = clean(value)
        if address is None or address in [each["address"] for each in self._groups["emails"]]:
            return
        if not EMAIL.fullmatch(address) or len(address) > LONGEST_SAID:
            self._note("its email address is none, left out")
            return
        handle = self._handle(None, "email")
        self._groups["emails"].append({"id": handle, "address": address} | self._known.unsure())

    def _take_place(self, at_location: Json) -> None:
        for location in parts(at_location, "location"):
            found = location_in(location, extra(at_location), self._known, self._note)
            if found is None:
                continue
            handle = self._handle(extra(at_location).get("handle"), "address")
            if isinstance(at_location.get("id"), str):
                self._by_place[at_location["id"]] = handle
            self._groups["locations"].append({"id": handle} | found)

    def _handle(self, told: Any, usual: str) -> str:
        is_sound = isinstance(told, str) and len(told) <= LONGEST_HANDLE and re.fullmatch(HANDLE["pattern"], told)
        wanted = told if is_sound else usual
        handle, number = wanted, 2
        while handle in self.handles:
            handle, number = f"{wanted}_{number}", number + 1
        self.handles.add(handle)
        return handle


def _phones(raw: Json) -> Iterator[Json]:
    """Of the service itself first. The profile has no place for them, and feeds have them in all of these."""
    yield from parts(raw, "phones")
    for holder in ("contacts", "service_at_locations", "organization"):
        for each in parts(raw, holder):
            yield from parts(each, "phones")
            for inner in ("location", "contacts"):
                for one in parts(each, inner):
                    yield from parts(one, "phones")
