"""What the directory has already, as far as an import needs it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory.hsds.export import identifier
from directory.places import WIDER_AREAS, words_of
from directory.source import SourceFolder

LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class KnownServices:
    """`services` are ids by identity and by name, `areas` are ids by name; `source` is what a draft cites."""

    services: Mapping[str, str]
    areas: Mapping[str, str]
    codes: Collection[str]
    source: str
    today: date

    def live(self, identity: str | None, name: str, service_id: str) -> str | None:
        """The service that is in the directory already."""
        found = (self.services.get(key) for key in (identity or "", words_of(name), service_id))
        return next(filter(None, found), None)

    def unsure(self) -> dict[str, Any]:
        """What everything of a draft carries: that nobody has confirmed it, and where it is from."""
        return {"state": "unconfirmed", "sources": [self.source]}


def known_in(folder: SourceFolder, *, source: str, today: date) -> KnownServices:
    """Of a folder with nothing wrong in it."""
    services: dict[str, str] = {}
    for document in (*folder.services, *folder.left_out):
        service_id = document.data["id"]
        for key in (service_id, identifier("service", service_id), words_of(document.data["name"])):
            services.setdefault(key, service_id)
    places = folder.data("places").get("areas", {})
    areas = {words_of(area): area for area in WIDER_AREAS}
    areas |= {words_of(area["name"]): area_id for area_id, area in places.items()}
    codes = [code["code"] for code in folder.data("codes").get("codes", [])]
    return KnownServices(services, areas, codes, source, today)


def id_from(name: str) -> str:
    """Small letters and hyphens of a name; empty where it has no such letters."""
    return "-".join(words_of(name).split())[:LONGEST_ID].strip("-")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The same, or with a number where it is taken."""
    return next(found for found in _with_numbers(wanted) if found not in taken)


def _with_numbers(wanted: str) -> Iterable[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def source_id(where: str, today: date) -> str:
    """What the feed is called in sources.yaml, another each day: what it said then is what was read."""
    return "_".join(["feed", *re.findall(r"[a-z0-9]+", where.lower())[:7], f"{today:%Y_%m_%d}"])
