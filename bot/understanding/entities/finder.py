"""Finds the entities of one message; which lists it uses is handed in, so it knows neither Rasa nor the directory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import spacy
from ruamel.yaml import YAML
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from bot.understanding.entities.ages import find_ages

SUBSTANCES = Path(__file__).parent / "substances.yml"
# A web or email address is one piece, and so is "ket(chup)". spaCy's own rules try each sign of a run with all others.
_PIECE = re.compile(r"[^\W_]+(?:[\u0300-\u036f.@_(]+[^\W_]+)*|[^\w\s]|_")
_OTHER = "·"


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
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        self._known: set[str] = set()
        for kind, pairs in (("service", names), ("place", places), ("substance", _substances())):
            for phrase, value in pairs:
                words = [word for word, _, _ in _pieces(phrase)]
                self._known.update(words)
                self._matcher.add(f"{kind}={value}", [Doc(self._nlp.vocab, words=words)])

    def find(self, text: str) -> list[Entity]:
        """The entities in the order of the text; a phrase inside a longer one does not count."""
        found = list(self._in_lists(text))
        if not any(entity.kind == "place" for entity in found) and (place := self._find_place(text)):
            found.append(Entity("place", place.area, 0, 0))
        found += [Entity(age.whose, str(age.years), age.start, age.end) for age in find_ages(text)]
        return sorted(found, key=lambda entity: entity.start)

    def _in_lists(self, text: str) -> Iterator[Entity]:
        pieces = list(_pieces(text))
        # Words of no list become one and the same, or spaCy's vocabulary would keep every word that was ever typed.
        doc = Doc(self._nlp.vocab, words=[word if word in self._known else _OTHER for word, _, _ in pieces])
        for span in filter_spans(self._matcher(doc, as_spans=True)):
            kind, _, value = span.label_.partition("=")
            yield Entity(kind, value, pieces[span.start][1], pieces[span.end - 1][2])


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word or sign in small letters, with where it stands."""
    return ((piece.group().lower(), piece.start(), piece.end()) for piece in _PIECE.finditer(text))


def _substances() -> list[tuple[str, str]]:
    rows = YAML(typ="safe").load(SUBSTANCES)
    return [(str(name), substance) for substance, names in rows.items() for name in names]
