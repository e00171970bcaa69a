"""A service as lines of text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime

from directory.freshness import printable
from directory.hours import Opening
from directory.hours_in_words import describe_hours
from directory.models import Contact, Service
from directory.review import Finding
from directory.store import Directory

# Of a terminal that nobody has widened, two spaces in.
WIDTH = 78


def one_line(service: Service, *, at: datetime) -> str:
    """Its id, its name and the first contact that may be printed."""
    contacts = [printed.text for printed in (printable(contact, at=at) for contact in service.contacts) if printed]
    status = "" if service.status == "active" else f" ({service.status})"
    return f"{service.id:<28} {service.name}{status}: {contacts[0] if contacts else 'no contact that may be printed'}"


def by_service(findings: Iterable[Finding]) -> list[str]:
    """Services and their contacts in a row, wrapped."""
    parts: dict[str, list[str]] = {}
    for finding in findings:
        parts.setdefault(finding.service_id, []).extend([finding.part] if finding.part else [])
    rows = (f"{service} ({', '.join(each)})" if each else service for service, each in parts.items())
    return textwrap.wrap("; ".join(rows), WIDTH, break_long_words=False, break_on_hyphens=False)


def full(directory: Directory, service: Service, *, at: datetime) -> Iterator[str]:
    """All that is known of it, also what is never printed in a reply."""
    yield f"{service.name} ({service.id}), {service.status}, by {service.organization.name}"
    yield f"In a sentence: {service.spoken_name}"
    if service.alternate_names:
        yield f"Also found as: {', '.join(service.alternate_names)}"
    yield "Contacts:"
    for contact in service.contacts:
        yield f"  {_contact(contact, at)}"
    for handle in dict.fromkeys(schedule.handle for schedule in service.schedules):
        now = _opening(directory.opening(service.id, handle, at=at))
        yield f"Hours of {handle}: {describe_hours(service, handle) or 'not confirmed'}. {now}"
    for closure in service.closures:
        yield f"Closed from {closure.valid_from} to {closure.valid_to}: {closure.handle or 'all of it'}"
    for claim in service.claims.values():
        yield f"{claim.field.replace('_', ' ').capitalize()} [{claim.state}]: {claim.text}"
    for record in service.records:
        note = f" ({record.note})" if record.note else ""
        yield f"Kept, not printed: {record.field} [{record.state}]: {record.value or 'nothing'}{note}"
    if service.action_before_publishing:
        yield f"To do: {service.action_before_publishing}"


def _contact(contact: Contact, at: datetime) -> str:
    printed = printable(contact, at=at)
    said = "withdrawn" if contact.withdrawn else "not printed" if printed is None else printed.caution or "printed"
    keyword = f", word {contact.keyword}" if contact.keyword else ""
    successor = f", now {contact.superseded_by}" if contact.superseded_by else ""
    checked = contact.assured_date or contact.date_note or "no date"
    by = f" by {contact.assured_by}" if contact.assured_by else ""
    sources = ", ".join(contact.sources) or "no source"
    details = f"{contact.kind}{keyword}, {contact.state}{successor}, {said}, {checked}{by}, from {sources}"
    return f"{contact.handle}: {contact.value} ({details})"


def _opening(opening: Opening) -> str:
    if opening.always:
        return "Always open."
    if opening.state == "open" and opening.closes_at:
        return f"Open now, until {opening.closes_at:%a %d %b %H:%M}."
    again = f" Opens {opening.opens_at:%a %d %b %H:%M}." if opening.opens_at else ""
    return f"{'Closed now' if opening.state == 'closed' else 'Not known whether open now'}.{again}"
