"""The short notation that rules are written in, read into steps.

A pattern is words in a row: `lips ~2 blue|grey` or `<not> ~2 <breathe>`.
  blue|grey   either word          <wake>   any entry of that list in words.yml
  word?       may be missing       ~3       up to three words of any kind, never past a full stop
  !him|her    one word, but none of these
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

STOP = "."
Classes = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Step:
    """One place in a pattern: one of the words, or where `barred` any word but these.

    What is `optional` may be left out, and be taken `most` times in a row.
    """

    words: frozenset[str]
    barred: bool = False
    optional: bool = False
    most: int = 1

    def takes(self, word: str) -> bool:
        """Whether the word may stand here. A full stop may only where it is named."""
        return word not in self.words and word != STOP if self.barred else word in self.words

    @property
    def must_be_there(self) -> bool:
        """Whether no match is without one of its words."""
        return not (self.optional or self.barred)


Steps = tuple[Step, ...]


class BadPattern(ValueError):
    """A rule file holds a pattern that says nothing or names a list that is not there."""


def read_pattern(pattern: str, classes: Classes, never_over: str = "<negation>") -> list[Steps]:
    """Every way to write `pattern` out; entries of several words each become a way of their own.

    A gap may not step over a word of `never_over`: "lips are not blue" is no blue lips."""
    ways = [_read_piece(piece, classes, never_over) for piece in pattern.split()]
    written = [tuple(step for part in way for step in part) for way in product(*ways)]
    if not all(any(step.must_be_there for step in steps) for steps in written):
        raise BadPattern(f"nothing must be there in {pattern!r}")
    return written


def _read_piece(piece: str, classes: Classes, never_over: str) -> list[Steps]:
    if piece.startswith("~"):
        barred = [entry for name in never_over.split("|") for entry in _entries(name, classes)]
        words = frozenset(word for entry in barred for word in entry)
        return [(Step(words, barred=True, optional=True, most=int(piece[1:])),)]
    if piece.startswith("!"):
        return [(Step(frozenset(piece[1:].split("|")), barred=True),)]
    optional = piece.endswith("?")
    single: set[str] = set()
    several: list[Steps] = []
    for name in piece.removesuffix("?").split("|"):
        for entry in _entries(name, classes):
            if len(entry) == 1:
                single.add(entry[0])
            else:
                several.append(tuple(Step(frozenset([word])) for word in entry))
    ways: list[Steps] = [(Step(frozenset(single), optional=optional),)] if single else []
    if several and optional and not single:
        ways.append(())
    return ways + several


def _entries(name: str, classes: Classes) -> tuple[tuple[str, ...], ...]:
    if not name.startswith("<"):
        return (tuple(name.split("_")),)
    try:
        return classes[name[1:-1]]
    except KeyError:
        raise BadPattern(f"no list of words called {name}") from None


def words_named(steps: Steps) -> frozenset[str]:
    """Every word that the pattern names."""
    return frozenset(word for step in steps for word in step.words)


def anchor(steps: Steps, common: frozenset[str]) -> int:
    """Which step to look for first: it must be there, and its words are few and seldom typed."""
    needed = [place for place, step in enumerate(steps) if step.must_be_there]
    return min(needed, key=lambda place: len(steps[place].words & common) * 50 + len(steps[place].words))


def musts(steps: Steps) -> tuple[frozenset[str], ...]:
    """For each step that cannot be left out, the words of which one must be there."""
    return tuple(step.words for step in steps if step.must_be_there)


def reach(steps: Steps) -> int:
    """The most words that a match can span."""
    return sum(step.most for step in steps)
