"""What a person must look at: contacts that have grown old, that nobody could date or confirm, and open questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from directory.doubts import Doubts
from directory.freshness import is_stale, is_undated, may_print, review_date
from directory.hours import LONDON
from directory.models import Contact, Service
from directory.shape import LAW, OF_A_TOWN
from directory.store import Directory

# With fewer hardly anybody's street is known.
FEWEST_PLACES = 3
FindingKind = Literal["missing", "doubt", "stale", "undated", "unconfirmed", "unquoted", "question"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `part` is the contact that it is about, None where it is about the service or the town."""

    kind: FindingKind
    service_id: str
    text: str
    part: str | None = None

    def __str__(self) -> str:
        return f"{self.service_id}: {self.text}"


def review(directory: Directory, *, at: datetime) -> list[Finding]:
    """Everything to look at, service by service. Contacts that are not printed anyway are left out."""
    findings: list[Finding] = list(_missing(directory))
    doubts = Doubts(directory)
    for service_id in directory.service_ids():
        service = directory.service(service_id)
        for contact in service.contacts:
            if may_print(contact):
                findings.extend(_contact(contact, at))
                findings.extend(_doubts(contact, doubts))
        findings.extend(_closures(service, at.astimezone(LONDON).date()))
        findings.extend(_question(service))
    return findings


def _missing(directory: Directory) -> Iterator[Finding]:
    """What a town has not got: parts that nobody holds, services that do not serve there, lines of the law."""
    town, needs = directory.town, directory.needs
    for role, what in OF_A_TOWN.items():
        holder = needs.role(role)
        if holder is None:
            yield Finding("missing", town.id, f"no service has the role {role}, so replies leave out {what}")
        elif not directory.service(holder).active:
            yield Finding("missing", town.id, f"{holder} is not active yet, so replies leave out {what}")
    places = sum(len(area.towns) for area in directory.areas() if area.id == town.home)
    if places < FEWEST_PLACES:
        what = f"places.yaml has few place names for {town.home} ({places}): add what people call them"
        yield Finding("missing", town.id, what)
    if not any(area.postcode_districts for area in directory.areas() if area.id == town.home):
        yield Finding("missing", town.id, f"places.yaml has no postcode districts for {town.home}")
    for service_id in town.left_out:
        what = "is confirmed to serve elsewhere alone: whoever is there instead here gets a file of that name"
        yield Finding("missing", town.id, f"{service_id} {what}")
    for line in (line for line in LAW if line not in town.nation.law):
        yield Finding("missing", town.id, f"{town.nation.name} has no reviewed line {line}, so replies leave it out")


def _contact(contact: Contact, at: datetime) -> Iterator[Finding]:
    what = f"{contact.handle} {contact.value}"
    if contact.state == "unconfirmed":
        yield Finding(
            "unconfirmed", contact.service_id, f"{what} is printed though nobody could confirm it", contact.handle
        )
    if is_undated(contact):
        text = f"{what} has no date ({contact.date_note or 'no reason given'})"
        yield Finding("undated", contact.service_id, text, contact.handle)
    if is_stale(contact, at=at):
        text = f"{what} not checked since {contact.assured_date}, review was due by {review_date(contact)}"
        yield Finding("stale", contact.service_id, text, contact.handle)


def _doubts(contact: Contact, doubts: Doubts) -> Iterator[Finding]:
    if doubts.is_unquoted(contact):
        text = f"{contact.handle} {contact.value} is in no note of sources.yaml: write it there as its page has it"
        yield Finding("unquoted", contact.service_id, text, contact.handle)
    for doubt in doubts.of(contact):
        yield Finding("doubt", contact.service_id, f"{contact.handle} {contact.value} {doubt}", contact.handle)


def _closures(service: Service, today: date) -> Iterator[Finding]:
    """A closed day of the year before is nothing that anybody means to enter."""
    for closure in service.closures:
        if closure.valid_to < today:
            text = f"the closed days to {closure.valid_to} are over, take them out or correct the year"
            yield Finding("doubt", service.id, text)


def _question(service: Service) -> Iterator[Finding]:
    question = service.action_before_publishing
    if question and not question.lower().startswith("none"):
        yield Finding("question", service.id, question)
