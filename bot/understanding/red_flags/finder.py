"""Finds patterns in a row of words, looking only around the words that a pattern cannot do without."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.understanding.red_flags.automaton import Automaton
from bot.understanding.red_flags.patterns import Steps, anchor, musts, reach


class Match(NamedTuple):
    """Words `start` to `end` (not included) of the row, and the name they were found under."""

    name: str
    start: int
    end: int


class _Spot(NamedTuple):
    """One pattern, ready to be tried around a word it cannot do without; `musts` are the others of these."""

    name: str
    automaton: Automaton
    musts: tuple[frozenset[str], ...]
    before: int
    after: int


class Finder:
    """Many named patterns at once. It keeps nothing of what it looks at."""

    def __init__(self, named: Iterable[tuple[str, Steps]], common: frozenset[str]) -> None:
        """Words in `common` are no place to start looking from."""
        self._spots: defaultdict[str, list[_Spot]] = defaultdict(list)
        for name, steps in named:
            place = anchor(steps, common)
            others = musts((*steps[:place], *steps[place + 1 :]))
            spot = _Spot(name, Automaton(steps), others, reach(steps[:place]), reach(steps[place:]))
            for word in steps[place].words:
                self._spots[word].append(spot)

    def find(self, words: Sequence[str]) -> set[Match]:
        """Every match; overlapping ones too, since the caller weighs them."""
        present = frozenset(words)
        possible = {word: self._possible(word, present) for word in present & self._spots.keys()}
        found: set[Match] = set()
        for index, word in enumerate(words):
            for spot in possible.get(word, ()):
                start, end = max(0, index - spot.before), index + spot.after
                around = words[start:end]
                if _has_all(spot, around):
                    found.update(Match(spot.name, *match) for match in spot.automaton.matches(words, start, end))
        return found

    def may_find(self, words: frozenset[str]) -> bool:
        """Whether some pattern has all that it cannot do without among the words, in whatever order they stand."""
        return any(_has_all(spot, words) for word in words & self._spots.keys() for spot in self._spots[word])

    def _possible(self, word: str, present: frozenset[str]) -> list[_Spot]:
        """Most patterns want a word that the whole message does not have."""
        return [spot for spot in self._spots[word] if _has_all(spot, present)]


def _has_all(spot: _Spot, words: Iterable[str]) -> bool:
    # A loop of its own: a message asks this some hundred times, and making a generator takes longer than asking.
    for must in spot.musts:  # noqa: SIM110
        if must.isdisjoint(words):
            return False
    return True
