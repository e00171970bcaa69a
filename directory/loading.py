"""From the rows of a built file to a whole directory in memory."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.loading_services import date_of, services_in
from directory.models import Service, Signs, Source, Steps
from directory.needs import Needs
from directory.places import Area, Gazetteer, Nation, Place, Town
from directory.search import Phrase

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
    services = services_in(connection, int(meta["review_months"]))
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


def _source(row: sqlite3.Row) -> Source:
    return Source(**{**dict(row), "assured_date": date_of(row["assured_date"])})


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
