"""What a person must look at: contacts that have grown old, that nobody could date or confirm, and open questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from directory.doubts import Doubts
from directory.freshness import is_stale, is_undated, may_print, review_date
from directory.models import Contact, Service
from directory.store import Directory

FindingKind = Literal["doubt", "stale", "undated", "unconfirmed", "question"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `part` is the contact that it is about, None where it is about the service."""

    kind: FindingKind
    service_id: str
    text: str
    part: str | None = None

    def __str__(self) -> str:
        return f"{self.service_id}: {self.text}"


def review(directory: Directory, *, at: datetime) -> list[Finding]:
    """Everything to look at, service by service. Contacts that are not printed anyway are left out."""
    findings: list[Finding] = []
    doubts = Doubts(directory)
    for service_id in directory.service_ids():
        service = directory.service(service_id)
        for contact in service.contacts:
            if may_print(contact):
                findings.extend(_contact(contact, at))
                findings.extend(_doubts(contact, doubts))
        findings.extend(_question(service))
    return findings


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
    for doubt in doubts.of(contact):
        yield Finding("doubt", contact.service_id, f"{contact.handle} {contact.value} {doubt}", contact.handle)


def _question(service: Service) -> Iterator[Finding]:
    question = service.action_before_publishing
    if question and not question.lower().startswith("none"):
        yield Finding("question", service.id, question)
