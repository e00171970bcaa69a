"""What must hold inside one service file: its contacts, hours, states and sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from directory.document import Document, PathTo
from directory.errors import Problem, one_of
from directory.models import HANDLE_IN_TEXT
from directory.numbers import is_usable, numbers_in
from directory.shape import AGES, CONTACT_GROUPS, TEXT_CLAIMS

Part = tuple[PathTo, dict[str, Any]]


def contact_problems(document: Document, codes: Collection[str] | None) -> Iterator[Problem]:
    """All that is wrong inside one service. Short codes are let through where `codes` is None."""
    yield from _handles(document)
    yield from _addresses(document)
    if codes is not None:
        yield from _numbers(document, codes)
    yield from _schedules(document)
    yield from _closures(document)
    yield from _states(document)
    yield from _sentences(document, codes or ())


def _contacts(document: Document) -> Iterator[Part]:
    for group in CONTACT_GROUPS:
        for index, contact in document.entries(group):
            yield (group, index), contact


def _all_handles(document: Document) -> list[str]:
    """The handles of all contacts, also of those that do not fit their shape."""
    groups = [document.raw.get(group) for group in CONTACT_GROUPS]
    contacts = [contact for group in groups if isinstance(group, list) for contact in group]
    return sorted({str(contact["id"]) for contact in contacts if isinstance(contact, dict) and "id" in contact})


def _handles(document: Document) -> Iterator[Problem]:
    known = _all_handles(document)
    seen: set[str] = set()
    for path, contact in _contacts(document):
        if contact["id"] in seen:
            what = f"the id {contact['id']} is used twice in this file, give each its own"
            yield document.problem((*path, "id"), what)
        seen.add(contact["id"])
        successor = contact.get("superseded_by")
        if successor and (successor not in known or successor == contact["id"]):
            others = [handle for handle in known if handle != contact["id"]]
            what = f"superseded_by names {successor}, which is no other contact here, {one_of(successor, others)}"
            yield document.problem((*path, "superseded_by"), what)
        if successor and contact["state"] != "superseded":
            yield document.problem(path, f"superseded_by on what is {contact['state']}, set the state to superseded")
    for group, what in (("schedules", "hours"), ("closures", "closed days")):
        for index, row in document.entries(group):
            if row.get("for") is not None and row["for"] not in known:
                fault = f"{what} for {row['for']}, which is no contact here, {one_of(row['for'], known)}"
                yield document.problem((group, index, "for"), fault)


def _numbers(document: Document, codes: Collection[str]) -> Iterator[Problem]:
    for index, phone in document.entries("phones"):
        if phone["state"] != "superseded" and not is_usable(phone["number"], codes):
            what = f"{phone['number']} is not a UK number, correct it, or add it to codes.yaml if it is a short code"
            yield document.problem(("phones", index, "number"), what)


def _addresses(document: Document) -> Iterator[Problem]:
    for index, link in document.entries("links"):
        if not link["url"].startswith(("https://", "http://")):
            yield document.problem(("links", index, "url"), f"{link['url']} is not an address, begin it with https://")
    for index, email in document.entries("emails"):
        if "@" not in email["address"]:
            what = f"{email['address']} is not an email address, correct it"
            yield document.problem(("emails", index, "address"), what)


def _schedules(document: Document) -> Iterator[Problem]:
    for index, schedule in document.entries("schedules"):
        if schedule["closes_at"] <= schedule["opens_at"]:
            what = (
                f"closes at {schedule['closes_at']}, which is not after it opens at {schedule['opens_at']}: "
                'for hours past midnight write one line to "24:00" and one from "00:00" on the next day'
            )
            yield document.problem(("schedules", index, "closes_at"), what)


def _closures(document: Document) -> Iterator[Problem]:
    for index, closure in document.entries("closures"):
        if closure.get("valid_to", closure["valid_from"]) < closure["valid_from"]:
            what = f"closed until {closure['valid_to']}, which is before {closure['valid_from']}, correct one of them"
            yield document.problem(("closures", index, "valid_to"), what)


def _stated(document: Document) -> Iterator[Part]:
    """Everything that has a state: contacts, claims, hours, records."""
    for path, contact in _contacts(document):
        yield path, contact
        for part in ("accessibility", "coordinates"):
            if part in contact:
                yield (*path, part), contact[part]
    for name in (*TEXT_CLAIMS, *AGES, "service_areas"):
        if name in document.data:
            yield (name,), document.data[name]
    for group in ("schedules", "records"):
        for index, entry in document.entries(group):
            yield (group, index), entry


def _states(document: Document) -> Iterator[Problem]:
    for path, part in _stated(document):
        printed = part["state"] == "confirmed" or part.get("print_unconfirmed")
        if printed and not part.get("sources") and not part.get("assured_by"):
            yield document.problem(path, "no source, name where this was read or set the state to not found")
        if part.get("print_unconfirmed") and part["state"] != "unconfirmed":
            yield document.problem(path, f"print_unconfirmed makes no sense on what is {part['state']}, take it out")
    for path, contact in _contacts(document):
        if contact["state"] == "confirmed" and not (contact.get("assured_date") or contact.get("date_note")):
            yield document.problem(path, "no date, give assured_date or say in date_note why there is none")


def _sentences(document: Document, codes: Collection[str]) -> Iterator[Problem]:
    known = _all_handles(document)
    for path, text in _printed_texts(document):
        for number in numbers_in(text, codes):
            yield document.problem(path, f"the number {number} stands in a sentence, write its handle in {{}} instead")
        for handle in HANDLE_IN_TEXT.findall(text):
            if handle not in known:
                yield document.problem(path, f"{{{handle}}} is no contact here, {one_of(handle, known)}")


def _printed_texts(document: Document) -> Iterator[tuple[PathTo, str]]:
    for name in TEXT_CLAIMS:
        if name in document.data:
            yield (name, "text"), document.data[name]["text"]
    for path, contact in _contacts(document):
        if "description" in contact:
            yield (*path, "description"), contact["description"]
