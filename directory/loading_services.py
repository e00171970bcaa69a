"""From the rows of a built file to its services, each with all that belongs to it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
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
)
from directory.shape import DAYS

Rows = dict[str, list[sqlite3.Row]]


def services_in(connection: sqlite3.Connection, review_months: int) -> dict[str, Service]:
    """All of them, by their ids in alphabetical order. Raises as `loading.load`."""
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


def date_of(text: str | None) -> date | None:
    """None where none is known."""
    return date.fromisoformat(text) if text else None


def _by_service(connection: sqlite3.Connection, table: str) -> Rows:
    rows: Rows = defaultdict(list)
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):
        rows[row["service_id"]].append(row)
    return rows


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
        assured_date=date_of(row["assured_date"]),
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
        values["assured_date"] = date_of(row["assured_date"])
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
    assured = date_of(row["assured_date"])
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
        assured_date=date_of(row["assured_date"]),
    )


def _need(row: Mapping[str, Any]) -> Need:
    several = {name: frozenset(row.get(name, ())) for name in ("substances", "instead_of")}
    return Need(**{**row, **several})


def _closure(row: sqlite3.Row) -> Closure:
    return Closure(date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"]), row["handle"])


def _record(row: sqlite3.Row, sources: tuple[str, ...]) -> Record:
    return Record(row["field"], row["value"], row["state"], sources, row["note"])
