"""What the directory holds, as values that nobody can change.

Field names follow HSDS 3.0 where it has them. Nothing here decides what may be printed: that is `freshness.printable`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from typing import Literal

State = Literal["confirmed", "unconfirmed", "conflicting", "not found", "superseded"]
Kind = Literal["voice", "text", "textphone", "video", "fax", "pager", "web", "email", "address"]
BankHolidays = Literal["open", "closed", "unknown"]

# What is dialled or texted.
DIALLED: tuple[Kind, ...] = ("voice", "text", "textphone", "video", "fax", "pager")
HANDLE_IN_TEXT = re.compile(r"\{([a-z0-9_]+)\}")
# 999, which every directory has: nearly every reply names it.
EMERGENCY_SERVICE = "emergency-999"


@dataclass(frozen=True, slots=True)
class Source:
    """A page that was read, as it was dated when it was read."""

    id: str
    address: str
    date: str
    assured_date: dt.date | None
    tier: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """Who runs a service."""

    name: str
    description: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """The parts of an address; None for those that no source gives. The degrees are there both or not at all."""

    name: str | None
    address_1: str | None
    city: str | None
    postal_code: str | None
    accessibility: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def one_line(self) -> str:
        """The address as it is printed, without the parts that are not known."""
        return ", ".join(part for part in (self.name, self.address_1, self.city, self.postal_code) if part)


LOCATION_FIELDS = tuple(part.name for part in fields(Location))


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service.

    `review_months` is None for the contacts that never go by date. `withdrawn` is also True where the whole service is
    inactive or defunct.
    """

    service_id: str
    handle: str
    kind: Kind
    value: str
    state: State
    sources: tuple[str, ...] = ()
    assured_date: date | None = None
    date_note: str | None = None
    keyword: str | None = None
    description: str | None = None
    assured_by: str | None = None
    print_unconfirmed: bool = False
    withdrawn: bool = False
    superseded_by: str | None = None
    note: str | None = None
    review_months: int | None = None
    location: Location | None = None

    @property
    def is_sure(self) -> bool:
        """Confirmed and not withdrawn, however old it is: what is said without asking its age names no other."""
        return self.state == "confirmed" and not self.withdrawn


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said about a service. `text` may be printed as it stands when the state is confirmed."""

    field: str
    text: str
    state: State
    sources: tuple[str, ...] = ()
    assured_date: date | None = None
    date_note: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly hours of one contact, on Europe/London's clock. `closes_at` None means midnight at the end of the day."""

    handle: str
    days: tuple[int, ...]
    opens_at: time
    closes_at: time | None
    bank_holidays: BankHolidays
    state: State
    sources: tuple[str, ...] = ()
    assured_date: date | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, both ends included, on which one contact or the whole service (`handle` None) is closed."""

    valid_from: date
    valid_to: date
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need that a service answers. What the fields mean stands in docs/directory.md; `directory.needs` reads them."""

    need: str
    order: int | None = None
    age: Literal["young"] | None = None
    substances: frozenset[str] = frozenset()
    own: bool = False
    asked: bool = False
    in_reply: bool = False
    instead_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """A fact that is kept but not printed, with the reason in `state` and `note`."""

    field: str
    value: str
    state: State
    sources: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """One service with everything that is known of it. `last_modified` is the build that first had it as it is."""

    id: str
    name: str
    spoken_name: str
    status: str
    organization: Organization
    alternate_names: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    roles: tuple[str, ...] = ()
    described_as: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    schedules: tuple[Schedule, ...] = ()
    closures: tuple[Closure, ...] = ()
    service_areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    assured_date: date | None = None
    never_by_date: bool = False
    action_before_publishing: str | None = None
    last_modified: datetime | None = None

    @property
    def active(self) -> bool:
        """False where HSDS's status says that it is closed, for now or for good: then it is recommended to nobody."""
        return self.status == "active"

    def contact(self, handle: str) -> Contact | None:
        """The contact of that handle, printable or not."""
        return next((contact for contact in self.contacts if contact.handle == handle), None)

    def claim(self, name: str) -> str | None:
        """The sentence to print for a claim, or None where it is not confirmed.

        A `{handle}` in the text becomes that contact. One that is not confirmed, or withdrawn, takes the sentence away.
        """
        claim = self.claims.get(name)
        if claim is None or claim.state != "confirmed":
            return None
        text = claim.text
        for handle in HANDLE_IN_TEXT.findall(text):
            contact = self.contact(handle)
            if contact is None or not contact.is_sure:
                return None
            text = text.replace("{" + handle + "}", contact.value)
        return text

    @property
    def minimum_age(self) -> int | None:
        """The youngest age served, where that is confirmed."""
        return self._age("minimum_age")

    @property
    def maximum_age(self) -> int | None:
        """The oldest age served, where that is confirmed."""
        return self._age("maximum_age")

    def _age(self, name: str) -> int | None:
        text = self.claim(name)
        return int(text) if text is not None else None


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs to look for, in the order to read them."""

    id: str
    name: str
    alternate_names: tuple[str, ...]
    intro: str | None
    signs: tuple[str, ...]
    caution: str | None


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do, and not to do, until help comes. `easy` has, by those, what easy read says in their place."""

    steps: tuple[str, ...]
    dont: tuple[str, ...]
    easy: Mapping[str, str] = field(default_factory=dict)
