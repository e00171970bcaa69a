"""From checked YAML to the rows of each table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from directory.models import LOCATION_FIELDS, Location
from directory.places import words_of
from directory.shape import AGES, CONTACT_GROUPS, TEXT_CLAIMS
from directory.source import SourceFolder, within

Row = dict[str, Any]
TableRow = tuple[str, Row]

KINDS = {"links": "web", "emails": "email", "locations": "address"}


def all_rows(folder: SourceFolder) -> Iterator[TableRow]:
    """Every row in an order that foreign keys allow."""
    for source_id, source in folder.data("sources").items():
        yield "source", _row(source, "address", "date", "assured_date", "tier", "note", id=source_id)
    policy = folder.data("policy")
    yield "meta", {"key": "review_months", "value": str(policy["review_months"])}
    yield "meta", {"key": "town", "value": json.dumps(_town(folder))}
    yield "meta", {"key": "wording", "value": json.dumps(folder.data("wording"))}
    never_by_date = set(policy["never_by_date"])
    for document in folder.services:
        yield from _service_rows(document.data, never_by_date)
    yield from _place_rows(folder.data("places")["areas"], within(folder))
    yield from _guidance_rows(folder)
    for position, service_id in enumerate(folder.data("last_resort")["last_resort"]):
        yield "last_resort", {"position": position, "service_id": service_id}


def _town(folder: SourceFolder) -> Row:
    """The fields of places.Town, to be kept as JSON."""
    nation = folder.data("nation")
    law = {name: line["text"] for name, line in nation.get("law", {}).items()}
    left_out = sorted(document.data["id"] for document in folder.left_out)
    return {
        **_row(folder.data("town"), "id", "name", "home", "county"),
        "near": folder.data("town").get("near", []),
        "left_out": left_out,
        "nation": {**_row(nation, "id", "name", "bank_holidays"), "law": law},
    }


def _row(data: Row, *names: str, **more: Any) -> Row:
    return {**more, **{name: data.get(name) for name in names}}


def _service_rows(service: Row, never_by_date: set[str]) -> Iterator[TableRow]:
    service_id = service["id"]
    organization = service["organization"]
    yield (
        "service",
        {
            **_row(service, "id", "name", "spoken_name", "status", "assured_date", "action_before_publishing"),
            **{f"organization_{name}": organization.get(name) for name in ("name", "description", "website")},
            **{name: json.dumps(service.get(name, [])) for name in ("languages", "needs", "roles", "described_as")},
            "never_by_date": int(service_id in never_by_date),
        },
    )
    for name in _names(service):
        yield "name", {"service_id": service_id, "name": name}
    for purpose in dict.fromkeys(service.get("purposes", [])):
        yield "purpose", {"service_id": service_id, "purpose": purpose}
    yield from _contact_rows(service)
    yield from _claim_rows(service)
    yield from _schedule_rows(service)
    for position, closure in enumerate(service.get("closures", [])):
        days = {"valid_from": closure["valid_from"], "valid_to": closure.get("valid_to", closure["valid_from"])}
        yield "closure", {"service_id": service_id, "position": position, "handle": closure.get("for"), **days}
    for position, record in enumerate(service.get("records", [])):
        yield (
            "record",
            {
                **_row(record, "field", "state", "note", service_id=service_id, position=position),
                "value": record.get("value", ""),
            },
        )
        yield from _citations(service_id, f"record:{position}", record)


def _names(service: Row) -> Iterable[str]:
    """All that it is called, each once."""
    return dict.fromkeys([service["name"], service["spoken_name"], *service.get("alternate_names", [])])


def _contact_rows(service: Row) -> Iterator[TableRow]:
    names = ("state", "assured_date", "assured_by", "date_note", "keyword", "description", "superseded_by", "note")
    for group, value_field in CONTACT_GROUPS.items():
        for contact in service.get(group, []):
            key = {"service_id": service["id"], "handle": contact["id"]}
            location = location_of(contact) if group == "locations" else None
            yield (
                "contact",
                {
                    **_row(contact, *names, **key),
                    "kind": KINDS.get(group) or kind_of_phone(contact.get("type", "voice")),
                    "value": location.one_line if location else contact[value_field],
                    "print_unconfirmed": int(contact.get("print_unconfirmed", False)),
                    "withdrawn": int(contact.get("withdrawn", False)),
                },
            )
            if location:
                yield "location", {**key, **{part: getattr(location, part) for part in LOCATION_FIELDS}}
            yield from _citations(service["id"], f"contact:{contact['id']}", contact)


def location_of(contact: Row) -> Location:
    """An address; what is said of its access, and where on the map it is, only where that is confirmed."""
    access, point = (_confirmed(contact.get(part, {})) for part in ("accessibility", "coordinates"))
    return Location(
        name=contact["name"],
        **{part: contact.get(part) for part in ("address_1", "city", "postal_code")},
        accessibility=access.get("text"),
        latitude=point.get("latitude"),
        longitude=point.get("longitude"),
    )


def _confirmed(part: Row) -> Row:
    return part if part.get("state") == "confirmed" else {}


def kind_of_phone(phone_type: str) -> str:
    """How a person uses that number: a cell phone is called like any other."""
    return "voice" if phone_type == "cell" else phone_type


def _claim_rows(service: Row) -> Iterator[TableRow]:
    for name in (*TEXT_CLAIMS, *AGES, "service_areas"):
        claim = service.get(name)
        if claim is None:
            continue
        text = claim.get("text") or str(claim.get("value", "")) or ", ".join(claim.get("areas", []))
        row = _row(claim, "state", "assured_date", "date_note", "note", service_id=service["id"], field=name)
        yield "claim", {**row, "text": text}
        yield from _citations(service["id"], f"claim:{name}", claim)
    for area in dict.fromkeys(service.get("service_areas", {}).get("areas", [])):
        yield "service_area", {"service_id": service["id"], "area": area}


def _schedule_rows(service: Row) -> Iterator[TableRow]:
    for position, schedule in enumerate(service.get("schedules", [])):
        row = _row(schedule, "opens_at", "closes_at", "bank_holidays", "state", "assured_date")
        key = {"service_id": service["id"], "position": position, "handle": schedule["for"]}
        yield "schedule", {**row, **key, "byday": " ".join(schedule["byday"])}
        yield from _citations(service["id"], f"schedule:{position}", schedule)


def _citations(service_id: str, part: str, cited: Row) -> Iterator[TableRow]:
    for source_id in dict.fromkeys(cited.get("sources", [])):
        yield "citation", {"service_id": service_id, "part": part, "source_id": source_id}


def _place_rows(areas: Row, around: Row) -> Iterator[TableRow]:
    for area_id, area in areas.items():
        yield "area", _row(area, "name", id=area_id, within=around[area_id])
    for area_id, area in areas.items():
        for district in area.get("postcode_districts", []):
            yield "postcode_district", {"district": district.upper(), "area_id": area_id}
        for town in area.get("towns", []):
            for word in dict.fromkeys(words_of(name) for name in [town["name"], *town.get("alternate_names", [])]):
                yield "town", {"word": word, "name": town["name"], "area_id": area_id}


def _guidance_rows(folder: SourceFolder) -> Iterator[TableRow]:
    for document in folder.signs:
        topic = document.data
        yield "signs", _row(topic, "id", "name", "intro", "caution")
        for name in dict.fromkeys(topic.get("alternate_names", [])):
            yield "signs_name", {"signs_id": topic["id"], "name": name}
        for position, sign in enumerate(topic["signs"]):
            yield "sign", {"signs_id": topic["id"], "position": position, "text": sign["text"]}
    for document in folder.steps:
        situation = document.data
        yield "situation", {"id": situation["id"]}
        for kind, lines in (("do", situation["steps"]), ("dont", situation.get("dont", []))):
            for position, line in enumerate(lines):
                said = _row(line, "text", "easy")
                yield "step", {"situation_id": situation["id"], "kind": kind, "position": position, **said}
