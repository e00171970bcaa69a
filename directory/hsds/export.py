"""Services in the shape of HSDS 3.0. Only what may be printed goes out."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from directory.freshness import printable
from directory.hours_in_words import describe_hours
from directory.models import DIALLED, Contact, Location, Schedule, Service
from directory.places import Town
from directory.shape import DAYS
from directory.store import Directory

Json = dict[str, Any]

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:signpost:directory")
TEXTS = (
    "description",
    "fees_description",
    "eligibility_description",
    "application_process",
    "interpretation_services",
    "alert",
)
COUNTRY = "GB"


def export(directory: Directory, *, at: datetime) -> list[Json]:
    """Every service, in the order of their ids."""
    return [export_one(directory, service_id, at=at) for service_id in directory.service_ids()]


def identifier(*parts: str) -> str:
    """The same UUID for the same thing, in every export."""
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))


def export_one(directory: Directory, service_id: str, *, at: datetime) -> Json:
    """One service. Raises UnknownService."""
    return _service(directory, directory.service(service_id), at)


def exported_contacts(service: Service, *, at: datetime) -> list[Contact]:
    """Its contacts that may be printed."""
    return [contact for contact in service.contacts if printable(contact, at=at) is not None]


def moment(at: datetime) -> str:
    """As the standard wants it, in UTC with milliseconds."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def without_empty(values: Json) -> Json:
    """Without what is empty: a null says nothing."""
    return {name: value for name, value in values.items() if value not in (None, [])}


def _service(directory: Directory, service: Service, at: datetime) -> Json:
    contacts = exported_contacts(service, at=at)
    organization_id = identifier("organization", service.organization.name)
    service_id = identifier("service", service.id)
    exported = {
        "id": service_id,
        "organization_id": organization_id,
        "name": service.name,
        "alternate_name": service.spoken_name if service.spoken_name != service.name else None,
        "url": _first(contacts, "web"),
        "email": _first(contacts, "email"),
        "status": service.status,
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "assured_date": service.assured_date.isoformat() if service.assured_date else None,
        "last_modified": moment(service.last_modified) if service.last_modified else None,
        **{name: service.claim(name) for name in TEXTS},
        "phones": [_phone(contact, service_id) for contact in contacts if contact.kind in DIALLED],
        "schedules": list(_schedules(service, contacts, service_id, directory.town)),
        "service_areas": list(_areas(directory, service, service_id)),
        "service_at_locations": [
            _at_location(row, row.location, service_id, directory.town) for row in contacts if row.location
        ],
        "languages": [
            {"id": identifier("language", service.id, code), "service_id": service_id, "code": code}
            for code in service.languages
        ],
        "organization": _organization(service, organization_id),
    }
    return without_empty(exported)


def _first(contacts: list[Contact], kind: str) -> str | None:
    return next((contact.value for contact in contacts if contact.kind == kind), None)


def _organization(service: Service, organization_id: str) -> Json:
    organization = service.organization
    return without_empty(
        {
            "id": organization_id,
            "name": organization.name,
            "description": organization.description or organization.name,
            "website": organization.website,
        }
    )


def _phone(contact: Contact, service_id: str) -> Json:
    parts = [
        f"Text the word {contact.keyword}." if contact.keyword else None,
        contact.description,
        "We could not confirm this number." if contact.state == "unconfirmed" else None,
    ]
    return without_empty(
        {
            "id": identifier("phone", contact.service_id, contact.handle),
            "service_id": service_id,
            "number": contact.value,
            "type": contact.kind,
            "description": " ".join(filter(None, parts)) or None,
        }
    )


def _schedules(service: Service, contacts: list[Contact], service_id: str, town: Town) -> Iterator[Json]:
    handles = {contact.handle for contact in contacts}
    for position, schedule in enumerate(service.schedules):
        if schedule.state == "confirmed" and schedule.handle in handles:
            yield {
                "id": identifier("schedule", service.id, str(position)),
                "service_id": service_id,
                "freq": "WEEKLY",
                "byday": ",".join(DAYS[day] for day in schedule.days),
                "opens_at": f"{schedule.opens_at:%H:%M}",
                "closes_at": f"{schedule.closes_at:%H:%M}" if schedule.closes_at else "23:59",
                "description": describe_hours(service, schedule.handle) or "",
                "notes": _schedule_notes(schedule, town),
            }

    for position, closure in enumerate(service.closures):
        if closure.handle is None or closure.handle in handles:
            yield {
                "id": identifier("closure", service.id, str(position)),
                "service_id": service_id,
                "valid_from": f"{closure.valid_from}",
                "valid_to": f"{closure.valid_to}",
                "description": "Closed",
            }


def _schedule_notes(schedule: Schedule, town: Town) -> str:
    holidays = {"open": "Open", "closed": "Closed", "unknown": "Not known whether open"}[schedule.bank_holidays]
    where = f"on bank holidays in {town.nation.name}"
    return f"{holidays} {where}. Local time in London. These hours are for: {schedule.handle}."


def _areas(directory: Directory, service: Service, service_id: str) -> Iterator[Json]:
    claim = service.claims.get("service_areas")
    if claim is None or claim.state != "confirmed":
        return
    names = {area.id: area.name for area in directory.areas()}
    for area in service.service_areas:
        name = names.get(area, area)
        yield {"id": identifier("service_area", service.id, area), "service_id": service_id, "name": name}


def _at_location(contact: Contact, location: Location, service_id: str, town: Town) -> Json:
    location_id = identifier("location", contact.service_id, contact.handle)
    return {
        "id": identifier("service_at_location", contact.service_id, contact.handle),
        "service_id": service_id,
        "location_id": location_id,
        "location": _location(contact, location, location_id, town),
    }


def _location(contact: Contact, location: Location, location_id: str, town: Town) -> Json:
    address = {
        "id": identifier("address", contact.service_id, contact.handle),
        "location_id": location_id,
        "address_1": location.address_1,
        "city": location.city,
        "state_province": town.county,
        "postal_code": location.postal_code,
        "country": COUNTRY,
        "address_type": "physical",
    }
    access = {
        "id": identifier("accessibility", contact.service_id, contact.handle),
        "location_id": location_id,
        "description": location.accessibility,
    }
    caution = "We could not confirm this address." if contact.state == "unconfirmed" else ""
    return without_empty(
        {
            "id": location_id,
            "location_type": "physical",
            "name": location.name,
            "description": " ".join(filter(None, [f"{location.one_line}.", caution])),
            "latitude": location.latitude,
            "longitude": location.longitude,
            "addresses": [address] if location.address_1 and location.city and location.postal_code else [],
            "accessibility": [access] if location.accessibility else [],
        }
    )
