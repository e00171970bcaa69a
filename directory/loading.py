"""From the rows of a built file to the values in models.py."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from directory.models import (
    LOCATION_FIELDS,
    Claim,
    Closure,
    Contact,
    Location,
    Need,
    Organization,
    Record,
    Schedule,
    Service,
    Signs,
    Source,
    Steps,
)
from directory.needs import Needs
from directory.places import Area, Gazetteer, Nation, Place, Town
from directory.search import Phrase
from directory.shape import DAYS

Rows = dict[str, list[sqlite3.Row]]
# Replies by name, each a list of variations as a Rasa domain has them.
Wording = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole directory in memory."""

    built_at: datetime
    town: Town
    wording: Wording
    review_months: int
    services: Mapping[str, Service]
    sources: Mapping[str, Source]
    signs: Mapping[str, Signs]
    steps: Mapping[str, Steps]
    gazetteer: Gazetteer
    names: list[tuple[str, str]]
    phrases: list[Phrase]
    numbers: list[tuple[str, str]]
    last_resort: list[tuple[str, str, str]]
    needs: Needs
    redialled: Mapping[tuple[str, str], str]


def load(connection: sqlite3.Connection) -> Content:
    """Read all of it. Raises what sqlite3 raises, KeyError or ValueError where a row makes no sense."""
    meta = {row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM meta")}
    services = _services(connection, int(meta["review_months"]))
    town = _town(json.loads(meta["town"]))
    contacts = [contact for service in services.values() for contact in service.contacts]
    superseded = [(contact.value, contact.service_id) for contact in contacts if contact.state == "superseded"]
    names = [(row["name"], row["service_id"]) for row in connection.execute("SELECT * FROM name ORDER BY rowid")]
    redialled = connection.execute("SELECT * FROM redialled")
    phrases = connection.execute("SELECT id, service_id, kind, text FROM phrase ORDER BY id")
    return Content(
        built_at=datetime.fromisoformat(meta["built_at"]),
        town=town,
        wording=json.loads(meta["wording"]),
        review_months=int(meta["review_months"]),
        services=services,
        sources={row["id"]: _source(row) for row in connection.execute("SELECT * FROM source")},
        signs=_signs(connection),
        steps=_steps(connection),
        gazetteer=_gazetteer(connection),
        names=names + superseded,
        phrases=[Phrase(*row) for row in phrases],
        numbers=[(contact.value, contact.service_id) for contact in contacts if contact.location is None],
        last_resort=_last_resort(connection, services),
        needs=Needs(services.values(), town.home),
        redialled={(row["service_id"], row["handle"]): row["before"] for row in redialled},
    )


def _town(values: Mapping[str, Any]) -> Town:
    several = {name: tuple(values[name]) for name in ("near", "left_out")}
    return Town(**{**values, **several, "nation": Nation(**values["nation"])})


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _source(row: sqlite3.Row) -> Source:
    return Source(**{**dict(row), "assured_date": _date(row["assured_date"])})


def _by_service(connection: sqlite3.Connection, table: str) -> Rows:
    rows: Rows = defaultdict(list)
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):
        rows[row["service_id"]].append(row)
    return rows


def _services(connection: sqlite3.Connection, review_months: int) -> dict[str, Service]:
    tables = (
        "modified",
        "name",
        "purpose",
        "contact",
        "location",
        "claim",
        "schedule",
        "closure",
        "service_area",
        "record",
        "citation",
    )
    parts = {table: _by_service(connection, table) for table in tables}
    rows = connection.execute("SELECT * FROM service ORDER BY id")
    services = {}
    for row in rows:
        own_parts = {name: part[row["id"]] for name, part in parts.items()}
        services[row["id"]] = _service(row, own_parts, review_months)
    return services


def _service(row: sqlite3.Row, parts: Rows, review_months: int) -> Service:
    cited: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for citation in parts["citation"]:
        cited[citation["part"]] += (citation["source_id"],)
    months = None if row["never_by_date"] else review_months
    # Of a service that is closed, for now or for good, nothing is printed.
    closed = row["status"] != "active"
    own_names = (row["name"], row["spoken_name"])
    return Service(
        id=row["id"],
        name=row["name"],
        spoken_name=row["spoken_name"],
        status=row["status"],
        organization=Organization(*(row[f"organization_{part}"] for part in ("name", "description", "website"))),
        alternate_names=tuple(name["name"] for name in parts["name"] if name["name"] not in own_names),
        purposes=tuple(purpose["purpose"] for purpose in parts["purpose"]),
        contacts=_contacts(parts, cited, months=months, closed=closed),
        claims={claim["field"]: _claim(claim, cited[f"claim:{claim['field']}"]) for claim in parts["claim"]},
        schedules=tuple(_schedule(part, cited[f"schedule:{part['position']}"]) for part in parts["schedule"]),
        closures=tuple(_closure(part) for part in parts["closure"]),
        service_areas=tuple(part["area"] for part in parts["service_area"]),
        languages=tuple(json.loads(row["languages"])),
        needs=tuple(map(_need, json.loads(row["needs"]))),
        roles=tuple(json.loads(row["roles"])),
        described_as=tuple(json.loads(row["described_as"])),
        records=tuple(_record(part, cited[f"record:{part['position']}"]) for part in parts["record"]),
        assured_date=_date(row["assured_date"]),
        never_by_date=bool(row["never_by_date"]),
        action_before_publishing=row["action_before_publishing"],
        last_modified=datetime.fromisoformat(parts["modified"][0]["at"]),
    )


def _contacts(
    parts: Rows, cited: Mapping[str, tuple[str, ...]], *, months: int | None, closed: bool
) -> tuple[Contact, ...]:
    locations = {row["handle"]: Location(**{name: row[name] for name in LOCATION_FIELDS}) for row in parts["location"]}
    contacts = []
    for row in parts["contact"]:
        values: dict[str, Any] = dict(row)
        values["assured_date"] = _date(row["assured_date"])
        values["print_unconfirmed"] = bool(row["print_unconfirmed"])
        values["withdrawn"] = bool(row["withdrawn"]) or closed
        contact = Contact(
            **values,
            sources=cited[f"contact:{row['handle']}"],
            review_months=months,
            location=locations.get(row["handle"]),
        )
        contacts.append(contact)
    return tuple(contacts)


def _claim(row: sqlite3.Row, sources: tuple[str, ...]) -> Claim:
    assured = _date(row["assured_date"])
    return Claim(row["field"], row["text"], row["state"], sources, assured, row["date_note"], row["note"])


def _schedule(row: sqlite3.Row, sources: tuple[str, ...]) -> Schedule:
    closes = None if row["closes_at"] == "24:00" else time.fromisoformat(row["closes_at"])
    return Schedule(
        handle=row["handle"],
        days=tuple(DAYS.index(day) for day in row["byday"].split()),
        opens_at=time.fromisoformat(row["opens_at"]),
        closes_at=closes,
        bank_holidays=row["bank_holidays"],
        state=row["state"],
        sources=sources,
        assured_date=_date(row["assured_date"]),
    )


def _need(row: Mapping[str, Any]) -> Need:
    several = {name: frozenset(row.get(name, ())) for name in ("substances", "instead_of")}
    return Need(**{**row, **several})


def _closure(row: sqlite3.Row) -> Closure:
    return Closure(date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"]), row["handle"])


def _record(row: sqlite3.Row, sources: tuple[str, ...]) -> Record:
    return Record(row["field"], row["value"], row["state"], sources, row["note"])


def _gazetteer(connection: sqlite3.Connection) -> Gazetteer:
    districts = {row["district"]: row["area_id"] for row in connection.execute("SELECT * FROM postcode_district")}
    towns = {row["word"]: Place(row["name"], row["area_id"]) for row in connection.execute("SELECT * FROM town")}
    words: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for word, place in towns.items():
        words[place.area][place.name] += (word,)
    areas = []
    for row in connection.execute("SELECT * FROM area ORDER BY rowid"):
        inside = tuple(district for district, area in districts.items() if area == row["id"])
        areas.append(Area(row["id"], row["name"], row["within"], inside, dict(words[row["id"]])))
    return Gazetteer(areas, districts, towns)


def _signs(connection: sqlite3.Connection) -> dict[str, Signs]:
    names: dict[str, tuple[str, ...]] = defaultdict(tuple)
    lines: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in connection.execute("SELECT signs_id, name FROM signs_name ORDER BY rowid"):
        names[row["signs_id"]] += (row["name"],)
    for row in connection.execute("SELECT signs_id, text FROM sign ORDER BY signs_id, position"):
        lines[row["signs_id"]] += (row["text"],)
    topics = connection.execute("SELECT * FROM signs ORDER BY id")
    return {
        row["id"]: Signs(row["id"], row["name"], names[row["id"]], row["intro"], lines[row["id"]], row["caution"])
        for row in topics
    }


def _steps(connection: sqlite3.Connection) -> dict[str, Steps]:
    lines: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    easy: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute("SELECT * FROM step ORDER BY situation_id, kind, position"):
        lines[row["situation_id"], row["kind"]] += (row["text"],)
        if row["easy"]:
            easy[row["situation_id"]][row["text"]] = row["easy"]
    situations = [row["id"] for row in connection.execute("SELECT id FROM situation ORDER BY id")]
    return {one: Steps(lines[one, "do"], lines[one, "dont"], easy[one]) for one in situations}


def _last_resort(connection: sqlite3.Connection, services: Mapping[str, Service]) -> list[tuple[str, str, str]]:
    card = []
    for row in connection.execute("SELECT service_id FROM last_resort ORDER BY position"):
        service = services[row["service_id"]]
        contact = service.contact("phone")
        if contact and contact.is_sure:
            card.append((service.id, service.spoken_name, contact.value))
    return card
