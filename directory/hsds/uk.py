"""Services as Open Referral UK 3.0 has them: HSDS 3.0 with some fields under other names.

The profile has no phone under a service, and lets a publisher add fields. So the numbers stand in the description, for
whoever knows the profile alone, and in HSDS's own `phones`. What neither has stands under `x_signpost`, for an import
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from directory.hsds.export import Json, export_one, exported_contacts, identifier, without_empty
from directory.hsds.taxonomy import attributes
from directory.models import Contact, Service
from directory.store import Directory

EXTRA = "x_signpost"
LABELS = {
    "voice": "Phone",
    "text": "Text",
    "textphone": "Textphone",
    "video": "Video",
    "fax": "Fax",
    "pager": "Pager",
}
# More words than these help nobody to know what a service is.
MOST_WORDS = 8


def export_uk(directory: Directory, *, at: datetime) -> list[Json]:
    """Every service, in the order of their ids."""
    return [uk_service(directory, service_id, at=at) for service_id in directory.service_ids()]


def uk_service(directory: Directory, service_id: str, *, at: datetime) -> Json:
    """One service with all that belongs to it. Raises UnknownService."""
    service = directory.service(service_id)
    contacts = exported_contacts(service, at=at)
    exported = export_one(directory, service_id, at=at)
    return without_empty(
        {
            **exported,
            "description": " ".join([_description(service), *map(_reach, _phones(contacts))]),
            "fees": exported.get("fees_description"),
            "attributes": attributes(service),
            "phones": _named(exported.get("phones", []), service, "phone", contacts),
            "schedules": _schedules(exported.get("schedules", []), service),
            "service_areas": [{**area, "service_area": area["name"]} for area in exported.get("service_areas", [])],
            "service_at_locations": _places(exported.get("service_at_locations", []), service, contacts),
            EXTRA: _of_service(service, contacts),
        }
    )


def without_parts(service: Json) -> Json:
    """As a list has it: what there is one of."""
    return {name: value for name, value in service.items() if not isinstance(value, list)}


def _description(service: Service) -> str:
    """What is confirmed; for the few that have no such, what they are called by whom, and that this is all."""
    said = service.claim("description")
    if said is not None:
        return said
    organization = service.organization
    words = ", ".join(service.purposes[:MOST_WORDS])
    known = [
        organization.description or f"{organization.name}.",
        f"People look for it with words such as: {words}." if words else None,
        "We could not confirm what it does.",
    ]
    return " ".join(filter(None, known))


def _phones(contacts: Iterable[Contact]) -> list[Contact]:
    return [contact for contact in contacts if contact.kind in LABELS]


def _reach(phone: Contact) -> str:
    keyword = f" with the word {phone.keyword}" if phone.keyword else ""
    caution = " (not confirmed)" if phone.state == "unconfirmed" else ""
    return f"{LABELS[phone.kind]}: {phone.value}{keyword}{caution}."


def _named(parts: list[Json], service: Service, kind: str, contacts: Iterable[Contact]) -> list[Json]:
    """Each with the handle of its contact, and what a text number wants."""
    by_id = {identifier(kind, service.id, contact.handle): contact for contact in contacts}
    return [{**part, EXTRA: _of_contact(by_id[part["id"]])} for part in parts]


def _of_contact(contact: Contact) -> Json:
    return without_empty({"handle": contact.handle, "keyword": contact.keyword, "description": contact.description})


def _of_service(service: Service, contacts: Iterable[Contact]) -> Json:
    """Its id, whether its description is one of facts, and pages beside the first, such as a chat."""
    links = [{"url": contact.value} | _of_contact(contact) for contact in contacts if contact.kind == "web"]
    described = None if service.claim("description") else False
    return without_empty({"id": service.id, "described": described, "links": links})


def _schedules(rows: list[Json], service: Service) -> list[Json]:
    extras: dict[str, Any] = {
        identifier("schedule", service.id, str(place)): {"handle": row.handle, "bank_holidays": row.bank_holidays}
        for place, row in enumerate(service.schedules)
    }
    for place, closure in enumerate(service.closures):
        extras[identifier("closure", service.id, str(place))] = without_empty(
            {"handle": closure.handle, "closed": True}
        )
    return [{**row, EXTRA: extras[row["id"]]} for row in rows]


def _places(parts: list[Json], service: Service, contacts: Iterable[Contact]) -> list[Json]:
    named = _named(parts, service, "service_at_location", contacts)
    return [{**part, "location": _place(part["location"]), EXTRA: _of_place(part[EXTRA], contacts)} for part in named]


def _place(location: Json) -> Json:
    access = [{**each, "accessibility": each["description"]} for each in location.get("accessibility", [])]
    return without_empty({**location, "accessibility": access})


def _of_place(extra: Json, contacts: Iterable[Contact]) -> Json:
    """An address without a postcode is none in the standard, and may yet be the way there."""
    location = next(contact.location for contact in contacts if contact.handle == extra["handle"])
    if location is None or location.postal_code:
        return extra
    return without_empty({**extra, "address_1": location.address_1, "city": location.city})
