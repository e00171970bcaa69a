"""The town and the areas around it, and where somebody is, from a postcode or a name anywhere in what they wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# Larger areas that a service may serve though nobody's town lies in them directly.
WIDER_AREAS: Mapping[str, str | None] = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "england-and-wales": "great-britain",
    "scotland": "great-britain",
    "great-britain": "uk",
    "northern-ireland": "uk",
    "uk": None,
}

# District and the rest: "PO9 5BG" or "po95bg". The rest is always a digit and two letters.
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?)\s*([0-9][a-z]{2})\b", re.IGNORECASE)
_DISTRICT = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nation:
    """A part of the United Kingdom. `bank_holidays` is its code in the `holidays` package, `law` its reviewed lines."""

    id: str
    name: str
    bank_holidays: str
    law: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Town:
    """The town that a directory is for. `home` is its area; `near` are words for places around it.

    `left_out` are the shared services that are confirmed to serve elsewhere alone.
    """

    id: str
    name: str
    home: str
    county: str
    nation: Nation
    near: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A council's area. `within` names the larger one that it is part of."""

    id: str
    name: str
    within: str | None
    postcode_districts: tuple[str, ...] = ()
    towns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A town or postcode district, and the id of the area that it lies in."""

    name: str
    area: str


def words_of(text: str) -> str:
    """The text as small letters, digits and single spaces: what two spellings of one name have in common."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['`]", "", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def larger_areas(area: str | None, within: Mapping[str, str | None]) -> list[str]:
    """The area and every larger one around it, from the smallest; nothing where it is not known.

    `within` says of each area of a town's places which larger one it is part of.
    """
    chain: list[str] = []
    while area is not None and area not in chain and (area in within or area in WIDER_AREAS):
        chain.append(area)
        area = within[area] if area in within else WIDER_AREAS[area]
    return chain


class Gazetteer:
    """The towns and districts of all areas, ready to be looked for."""

    def __init__(self, areas: Sequence[Area], districts: Mapping[str, str], towns: Mapping[str, Place]) -> None:
        self.areas = {area.id: area for area in areas}
        self._districts = dict(districts)
        self._towns = dict(towns)
        self._widest = max((len(words.split()) for words in self._towns), default=0)
        self._first_words = frozenset(word for words in self._towns for word in words.split()[:1])

    def find(self, text: str) -> Place | None:
        """The place that a text names: a whole postcode before a town, a town before a bare district."""
        return self._by_district(_POSTCODE, text) or self._by_town(text) or self._by_district(_DISTRICT, text)

    def _by_district(self, pattern: re.Pattern[str], text: str) -> Place | None:
        for match in pattern.finditer(text):
            district = match.group(1).upper()
            if district in self._districts:
                return Place(district, self._districts[district])
        return None

    def _by_town(self, text: str) -> Place | None:
        """The first town in the text; of two that begin at the same word, the longer ("Leigh Park" before "Leigh")."""
        words = words_of(text).split()
        for start, word in enumerate(words):
            if word not in self._first_words:
                continue
            for width in range(self._widest, 0, -1):
                place = self._towns.get(" ".join(words[start : start + width]))
                if place:
                    return place
        return None

    def covers(self, served: Sequence[str], area: str) -> bool | None:
        """Whether an area lies in those served. None where only a part of it does, or the area is not known."""
        around = self._around(area)
        if not around:
            return None
        if set(around) & set(served):
            return True
        return None if any(area in self._around(part) for part in served) else False

    def _around(self, area: str) -> list[str]:
        """The area and every larger one that it is part of, from the smallest."""
        return larger_areas(area, {area.id: area.within for area in self.areas.values()})
