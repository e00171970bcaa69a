"""The places of a town whose messages the model has not met, read as places that it has.

Who writes says where they are. A name in no training message is taken for anything: of 318 development turns with the
names of a made-up town in them, 12 went another way. The replies still go by the place that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ruamel.yaml import YAML

from directory.live import live_directory
from directory.paths import DEFAULT_TOWN, PACKAGE, chosen_town, town_folder
from directory.store import Directory

# Of whose places the training messages speak, and what stands for a place of one's own and for one around it.
LEARNT = DEFAULT_TOWN
OWN, AROUND = "havant", "portsmouth"
OWN_DISTRICT, AROUND_DISTRICT = "po9", "po1"
# A shorter name is an everyday word too.
SHORTEST = 4


def as_learnt(text: str) -> str:
    """The text with a place that was learnt for each that was not; itself in the town that was learnt from."""
    return text if chosen_town() == LEARNT else _names(live_directory().current()).as_learnt(text)


class PlaceNames:
    """The names of one directory's places that are not among `learnt`, in small letters."""

    def __init__(self, directory: Directory, learnt: Iterable[str]) -> None:
        met = frozenset(learnt)
        self._stands_for = {name: other for name, other in _all(directory) if name not in met}
        longest_first = sorted(self._stands_for, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)

    def as_learnt(self, text: str) -> str:
        """The text with a known place in the stead of each."""
        return self._pattern.sub(lambda found: self._stands_for[found[0].lower()], text) if self._stands_for else text


def _all(directory: Directory) -> Iterator[tuple[str, str]]:
    for area in directory.areas():
        is_own = area.id == directory.town.home
        for name in (name for town, others in area.towns.items() for name in (town, *others)):
            if len(name) >= SHORTEST:
                yield name.lower(), OWN if is_own else AROUND
        for district in area.postcode_districts:
            yield district.lower(), OWN_DISTRICT if is_own else AROUND_DISTRICT
    yield directory.town.name.lower(), OWN


def names_learnt() -> Iterator[str]:
    """Those of the town that the training messages speak of, and of the places around it."""
    places = YAML(typ="safe").load(town_folder(PACKAGE, LEARNT) / "places.yaml")
    for area in places["areas"].values():
        yield from (district.lower() for district in area.get("postcode_districts", ()))
        for town in area.get("towns", ()):
            yield from (name.lower() for name in (town["name"], *town.get("alternate_names", ())))


# A directory that is no longer in use is let go of by the next message.
@lru_cache(maxsize=1)
def _names(directory: Directory) -> PlaceNames:
    return PlaceNames(directory, names_learnt())
