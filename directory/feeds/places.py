"""Where a service is, out of a feed."""

from __future__ import annotations

import re
from typing import Any

from directory.feeds.cleaning import clean, shortened
from directory.feeds.known import KnownServices
from directory.feeds.raw import Note, part
from directory.hsds.export import Json
from directory.shape import COORDINATES

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9][A-Z]{2})")
LONGEST = 150


def location_in(location: Json, told: Json, known: KnownServices, note: Note) -> Json | None:
    """As it stands in a file, without its id; None where it is no place to go to."""
    if (clean(location.get("location_type")) or "physical").lower() != "physical":
        return None
    address = part(location, "addresses") or told
    line = ", ".join(filter(None, (clean(address.get(name)) for name in ("address_1", "address_2"))))
    name = clean(location.get("name")) or line
    if not name:
        note("a place without a name or an address, left out")
        return None
    found: Json = {"name": shortened(name, LONGEST)}
    if line and line != name:
        found["address_1"] = shortened(line, LONGEST)
    if city := clean(address.get("city")):
        found["city"] = shortened(city, LONGEST)
    found |= _postcode(address, note) | known.unsure()
    if access := clean(part(location, "accessibility").get("description")):
        found["accessibility"] = {"text": shortened(access, 2 * LONGEST), **known.unsure()}
    return found | _coordinates(location, known, note)


def _postcode(address: Json, note: Note) -> Json:
    given = clean(address.get("postal_code"))
    if given is None:
        return {}
    fitting = POSTCODE.fullmatch(given.upper().strip())
    if fitting is None:
        note(f"the postcode {shortened(given, 20)} is none, left out")
        return {}
    return {"postal_code": f"{fitting[1]} {fitting[2]}"}


def _coordinates(location: Json, known: KnownServices, note: Note) -> Json:
    names = ("latitude", "longitude")
    degrees = [_degrees(location.get(name)) for name in names]
    if degrees == [None, None] or degrees == [0.0, 0.0]:
        return {}
    rules = [COORDINATES["properties"][name] for name in names]
    if not all(
        each is not None and rule["minimum"] <= each <= rule["maximum"]
        for each, rule in zip(degrees, rules, strict=True)
    ):
        note("its coordinates are not in the United Kingdom, left out")
        return {}
    return {"coordinates": {**dict(zip(names, degrees, strict=True)), **known.unsure()}}


def _degrees(value: Any) -> float | None:
    text = clean(value)
    try:
        return float(text) if text else None
    except ValueError:
        return None
