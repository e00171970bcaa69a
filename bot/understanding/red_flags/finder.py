"""Finds patterns in a row of words, looking only around the words that a pattern cannot do without."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from bot.understanding.red_flags.patterns import Steps, anchor, for_spacy, reach

_NLP = spacy.blank("en")
_COMMON = frozenset(["a", "i", "is", "it", "the", "to", "and", "of", "in", "on", "for", "his", "her", "he", "she", "him", "my", "me", "you", "not", "no", "at", "up", "out", "has", "hes", "shes"])
_WIDEST = 16


class Match(NamedTuple):
    """Words `start` to `end` (not included) of the row, and the name they were found under."""

    name: str
    start: int
    end: int


class Finder:
    """Many named patterns at once. It only ever sees words of the rules' own vocabulary,
    so spaCy's store of strings neither grows nor keeps what people typed."""

    def __init__(self, named: Iterable[tuple[str, Steps]]) -> None:
        self._matchers: dict[str, Matcher] = {}
        self._anchored: defaultdict[str, set[str]] = defaultdict(set)
        grouped: defaultdict[str, list[Steps]] = defaultdict(list)
        for name, steps in named:
            grouped[name].append(steps)
        for name, group in grouped.items():
            matcher = Matcher(_NLP.vocab, validate=False)
            matcher.add(name, [for_spacy(steps) for steps in group])
            self._matchers[name] = matcher
            for steps in group:
                for word in anchor(steps, _COMMON):
                    self._anchored[word].add(name)
        self._reach = max((reach(steps) for group in grouped.values() for steps in group), default=_WIDEST)

    def find(self, words: Sequence[str]) -> Iterator[Match]:
        """Every match; overlapping ones too, since the caller weighs them."""
        doc = Doc(_NLP.vocab, words=list(words))
        for name, places in self._places(words).items():
            matcher = self._matchers[name]
            for start, end in places:
                for _, first, last in matcher(doc[start:end]):
                    yield Match(name, start + first, start + last)

    def _places(self, words: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for index, word in enumerate(words):
            for name in self._anchored.get(word, ()):
                start, end = max(0, index - self._reach), min(len(words), index + self._reach + 1)
                spans = found.setdefault(name, [])
                if spans and start <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        return found
