"""Which contacts may be printed at a moment, and with what caution."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from directory.hours import LONDON
from directory.models import Contact, Kind


@dataclass(frozen=True, slots=True)
class Printable:
    """A contact that may be printed, with what must be said beside it."""

    text: str
    kind: Kind
    keyword: str | None = None
    description: str | None = None
    caution: Literal["unconfirmed", "stale", "undated"] | None = None
    since: date | None = None


def review_date(contact: Contact) -> date | None:
    """The last day on which a contact still counts as checked. None where it never goes by date, or has none."""
    if contact.review_months is None or contact.assured_date is None:
        return None
    return _months_after(contact.assured_date, contact.review_months)


def _months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_stale(contact: Contact, *, at: datetime) -> bool:
    """Whether the review date has passed, on Europe/London's calendar."""
    due = review_date(contact)
    return due is not None and at.astimezone(LONDON).date() > due


def is_undated(contact: Contact) -> bool:
    """Whether nobody knows how old it is, where that matters."""
    return contact.assured_date is None and contact.review_months is not None


def may_print(contact: Contact) -> bool:
    """Whether a contact may be shown at all. Age never takes one away: only an operator does."""
    if contact.withdrawn:
        return False
    return contact.state == "confirmed" or (contact.state == "unconfirmed" and contact.print_unconfirmed)


def printable(contact: Contact, *, at: datetime) -> Printable | None:
    """The contact as it may be printed, or None. `since` is the date to name beside a stale or unconfirmed one."""
    if not may_print(contact):
        return None
    caution: Literal["unconfirmed", "stale", "undated"] | None = None
    if contact.state == "unconfirmed":
        caution = "unconfirmed"
    elif is_stale(contact, at=at):
        caution = "stale"
    elif is_undated(contact):
        caution = "undated"
    return Printable(
        text=contact.value,
        kind=contact.kind,
        keyword=contact.keyword,
        description=contact.description,
        caution=caution,
        since=contact.assured_date if caution else None,
    )
