"""Finds patterns in a row of words, looking only around the words that a pattern cannot do without."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import spacy
from spacy.matcher import Matcher
from spacy.strings import StringStore
from spacy.tokens import Doc

from bot.understanding.red_flags.patterns import Steps, anchor, for_spacy, musts, reach

_NLP = spacy.blank("en")


def vocabulary() -> StringStore:
    """Every string that spaCy holds for the red flags."""
    return _NLP.vocab.strings


class Match(NamedTuple):
    """Words `start` to `end` (not included) of the row, and the name they were found under."""

    name: str
    start: int
    end: int


class _Spot(NamedTuple):
    """One pattern, ready to be tried around a word it cannot do without."""

    name: str
    matcher: Matcher
    musts: tuple[frozenset[str], ...]
    before: int
    after: int


class Finder:
    """Many named patterns at once. It only ever sees words of the rules' own vocabulary,
    so spaCy's store of strings neither grows nor keeps what people typed."""

    def __init__(self, named: Iterable[tuple[str, Steps]], common: frozenset[str]) -> None:
        """Words in `common` are no place to start looking from."""
        self._spots: defaultdict[str, list[_Spot]] = defaultdict(list)
        for name, steps in named:
            matcher = Matcher(_NLP.vocab, validate=False)
            matcher.add(name, [for_spacy(steps)])
            place = anchor(steps, common)
            spot = _Spot(name, matcher, musts(steps), reach(steps[:place]), reach(steps[place:]))
            for word in steps[place].words:
                self._spots[word].append(spot)

    def find(self, words: Sequence[str]) -> set[Match]:
        """Every match; overlapping ones too, since the caller weighs them."""
        doc = Doc(_NLP.vocab, words=list(words))
        found: set[Match] = set()
        for index, word in enumerate(words):
            for spot in self._spots.get(word, ()):
                start = max(0, index - spot.before)
                end = index + spot.after
                if any(must.isdisjoint(words[start:end]) for must in spot.musts):
                    continue
                for _, first, last in spot.matcher(doc[start:end]):
                    found.add(Match(spot.name, start + first, start + last))
        return found
