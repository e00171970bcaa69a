"""Finding a service from what somebody calls it, or from what they need."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.numbers import digits_of
from directory.places import words_of
from directory.spelling import MOST_SLIPS, Spellings, allowed
from directory.stop_words import STOP_WORDS

# More than this of a message is not looked at: whoever asks for a service by name does it in fewer letters.
LONGEST = 500
# What a purpose can score at most: somebody who says the very name means that one.
PURPOSE_CEILING = 0.69
# How well a purpose must fit, from 0 to 1, before it is more than chance.
FIT_FLOOR = 0.4
# A sentence about a service says more than its purposes do, so one word of it means less.
DESCRIPTION_WEIGHT = 0.6
# A word that was only guessed from its misspelling counts for less.
GUESSED = 0.8
# A slip in a short word inside a sentence is most often another word: "shoot" for SHOUT, "released" for Release.
SHORTEST_IN_SENTENCE = 8
# A word that more phrases than these share tells nobody apart. A town's directory has some hundreds in all.
COMMON = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A service that a search found. `score` is 1 for its very name; `matched` is the name or purpose that fitted."""

    service_id: str
    score: float
    matched: str


class Phrase(NamedTuple):
    """A name, purpose or description, as a service is found by it."""

    id: int
    service_id: str
    kind: str
    text: str


class Searcher:
    """The words of one directory, ready to be looked up. It costs little more with very many services than with few."""

    def __init__(self, phrases: Sequence[Phrase], numbers: Sequence[tuple[str, str]]) -> None:
        self._phrases = {phrase.id: phrase for phrase in phrases}
        self._sizes = {phrase.id: max(1, len(_content_words(words_of(phrase.text)))) for phrase in phrases}
        self._numbers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for value, service_id in numbers:
            self._numbers[_digits(value)].append((value, service_id))
        self._names: dict[str, list[Phrase]] = defaultdict(list)
        self._widest = 1
        for phrase in phrases:
            if phrase.kind == "name":
                name = words_of(phrase.text)
                self._names[name.replace(" ", "")].append(phrase)
                self._widest = max(self._widest, 1 + len(name.split()))
        self._spelt_names = Spellings(self._names)
        self._vocabulary = frozenset(word for phrase in phrases for word in _content_words(words_of(phrase.text)))
        self._spelt_words = Spellings(self._vocabulary)

    def search(self, connection: sqlite3.Connection, words: str, *, limit: int) -> list[Found]:
        """The best find of each service, the best service first."""
        asked = words_of(words[:LONGEST])
        finds = [*self._by_number(words[:LONGEST]), *self._by_name(asked), *self._by_purpose(connection, asked)]
        best: dict[str, Found] = {}
        for found in finds:
            if found.service_id not in best or found.score > best[found.service_id].score:
                best[found.service_id] = found
        return sorted(best.values(), key=lambda found: (-found.score, found.service_id))[:limit]

    def named(self, words: str) -> Found | None:
        """The service whose name or number the words come nearest to, whatever they are about."""
        asked = words_of(words[:LONGEST])
        finds = (*self._by_number(words[:LONGEST]), *self._by_name(asked))
        return min(finds, key=lambda found: (-found.score, found.service_id), default=None)

    def _by_number(self, words: str) -> Iterator[Found]:
        asked = {digits_of(run) for run in re.findall(r"\+?\d[\d\s()-]*\d", words)}
        asked |= {"0" + digits[2:] for digits in asked if digits.startswith("44")}
        for digits in asked:
            for value, service_id in self._numbers.get(digits, ()):
                yield Found(service_id, 1.0, value)

    def _by_name(self, asked: str) -> Iterator[Found]:
        tokens = asked.split()
        for start in range(len(tokens)):
            for width in range(1, min(self._widest, len(tokens) - start) + 1):
                window = "".join(tokens[start : start + width])
                for score, name in self._names_like(window, whole=width == len(tokens)):
                    for phrase in self._names[name]:
                        yield Found(phrase.service_id, score, phrase.text)

    def _names_like(self, window: str, *, whole: bool) -> Iterator[tuple[float, str]]:
        """How sure it is that these words are that name, both without their spaces."""
        if window in self._names:
            yield 1.0 if whole else 0.95, window
        if not whole and len(window) < SHORTEST_IN_SENTENCE - MOST_SLIPS:
            return
        for slips, name in self._spelt_names.near(window):
            is_long_enough = whole or len(name) >= SHORTEST_IN_SENTENCE
            if is_long_enough and 0 < slips <= allowed(min(len(window), len(name))):
                yield round((0.9 if whole else 0.85) - 0.05 * (slips - 1), 2), name

    def _by_purpose(self, connection: sqlite3.Connection, asked: str) -> Iterator[Found]:
        tokens = [self._spelt(token) for token in _content_words(asked)]
        said = _said(connection, [token for token, _ in tokens])
        hits: dict[int, float] = defaultdict(float)
        ranks: dict[int, float] = {}
        for token, sureness in tokens:
            for phrase_id, rank in said[token]:
                hits[phrase_id] += sureness
                ranks[phrase_id] = min(ranks.get(phrase_id, 0.0), rank)
        for phrase_id, count in hits.items():
            phrase = self._phrases[phrase_id]
            if phrase.kind == "name" and not self._is_said(phrase, asked):
                continue
            fit = self._fit(phrase, count, len(tokens))
            if fit >= FIT_FLOOR:
                # bm25 is below zero, and the lower the rarer the words: it settles ties.
                rarity = ranks[phrase_id] / (ranks[phrase_id] - 1)
                yield Found(phrase.service_id, round(PURPOSE_CEILING * fit * (0.9 + 0.1 * rarity), 3), phrase.text)

    def _is_said(self, phrase: Phrase, asked: str) -> bool:
        """Whether a name is said that has one telling word, and it beside its small one.

        "I am safe, who can I call" is not SafeCall.
        """
        words = words_of(phrase.text)
        return self._sizes[phrase.id] > 1 or " " not in words or words in asked

    def _fit(self, phrase: Phrase, count: float, asked: int) -> float:
        """How much of what was asked the phrase says, and how much of the phrase was asked."""
        if phrase.kind == "description":
            return DESCRIPTION_WEIGHT * count / asked
        return min(1.0, 2 * count / (asked + self._sizes[phrase.id]))

    def _spelt(self, token: str) -> tuple[str, float]:
        """The token as the directory spells it, where it comes near one of its words, and how sure that is."""
        if token in self._vocabulary or len(token) < 5:
            return token, 1.0
        near = min((row for row in self._spelt_words.near(token) if row[0] <= allowed(len(token))), default=None)
        return (near[1], GUESSED) if near else (token, 1.0)


def _said(connection: sqlite3.Connection, tokens: Sequence[str]) -> dict[str, list[tuple[int, float]]]:
    """(phrase id, rank) of the phrases that have each token.

    A token of more than COMMON tells nobody apart: of these only those count that have a rarer one too, or all of them.
    """
    said = {token: _matches(connection, f'"{token}"') for token in tokens}
    common = [token for token, rows in said.items() if len(rows) > COMMON]
    rare = [token for token in said if token not in common]
    others = " OR ".join(f'"{token}"' for token in rare) or " AND ".join(f'"{token}"' for token in common)
    for token in common:
        said[token] = _matches(connection, f'"{token}" AND ({others})')[:COMMON]
    return said


def _matches(connection: sqlite3.Connection, query: str) -> list[tuple[int, float]]:
    found = connection.execute(
        "SELECT rowid, rank FROM phrase_fts WHERE phrase_fts MATCH ? LIMIT ?", (query, COMMON + 1)
    )
    return [(int(row), float(rank)) for row, rank in found]


def _content_words(words: str) -> list[str]:
    return [word for word in dict.fromkeys(words.split()) if word not in STOP_WORDS]


def _digits(value: str) -> str:
    return digits_of(value) if re.fullmatch(r"[\d\s()+-]+", value) else ""
