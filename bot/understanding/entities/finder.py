"""Finds the entities of one message; which lists it uses is handed in, so it knows neither Rasa nor the directory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import spacy
from ruamel.yaml import YAML
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from bot.understanding.entities.ages import find_ages

SUBSTANCES = Path(__file__).parent / "substances.yml"


@dataclass(frozen=True)
class Entity:
    """One entity: its kind, its value in our vocabulary, and where it stands in the text."""

    kind: str
    value: str
    start: int
    end: int


class InArea(Protocol):
    """A place as the directory finds it."""

    @property
    def area(self) -> str: ...


class EntityFinder:
    """Matches phrases of our lists, longest first, whole words, any case.

    `names` are (name, service id), `places` are (name, area); `find_place` knows joined postcodes ("po95bg") too.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        places: Iterable[tuple[str, str]],
        find_place: Callable[[str], InArea | None],
    ) -> None:
        self._find_place = find_place
        self._nlp = spacy.blank("en")
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for kind, pairs in (("service", names), ("place", places), ("substance", _substances())):
            for phrase, value in pairs:
                self._matcher.add(f"{kind}={value}", [self._nlp.make_doc(phrase)])

    def find(self, text: str) -> list[Entity]:
        """The entities in the order of the text; a phrase inside a longer one does not count."""
        found = []
        # Without the zone spaCy's vocabulary would keep every word that was ever typed.
        with self._nlp.memory_zone():
            for span in filter_spans(self._matcher(self._nlp.make_doc(text), as_spans=True)):
                kind, _, value = span.label_.partition("=")
                found.append(Entity(kind, value, span.start_char, span.end_char))
        if not any(entity.kind == "place" for entity in found) and (place := self._find_place(text)):
            found.append(Entity("place", place.area, 0, 0))
        found += [Entity(age.whose, str(age.years), age.start, age.end) for age in find_ages(text)]
        return sorted(found, key=lambda entity: entity.start)


def stop_suddenly() -> frozenset[str]:
    """The substances that facts/first-aid and treatment wording warn not to stop at once."""
    rows = YAML(typ="safe").load(SUBSTANCES)
    return frozenset(name for name, row in rows.items() if row.get("stop_suddenly"))


def _substances() -> list[tuple[str, str]]:
    rows = YAML(typ="safe").load(SUBSTANCES)
    return [(str(name), substance) for substance, row in rows.items() for name in row["names"]]
