"""Lays one pattern along a row of words, in a time that grows with the words alone.

spaCy's Matcher follows every way through a gap by itself, and of these there can be thousands; here all ways go on
together, one bit for each place in the pattern.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.red_flags.patterns import STOP, Steps


class Automaton:
    """A pattern, ready to be tried anywhere."""

    def __init__(self, steps: Steps) -> None:
        places = [step for step in steps for _ in range(step.most)]
        self._whole = 1 << len(places)
        self._skips = _bits(step.optional for step in places)
        self._others = _bits(step.barred for step in places)
        named = {STOP, *(word for step in steps for word in step.words)}
        self._takes = {word: _bits(step.takes(word) for step in places) for word in named}
        self._start = self._skipped(1)

    def matches(self, words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
        """Each (first, after last) of a match within words `start` to `end`, overlapping ones too."""
        taken = [self._takes.get(word, self._others) for word in words[start:end]]
        for first in range(len(taken)):
            at = self._start
            for place in range(first, len(taken)):
                at = self._skipped((at & taken[place]) << 1)
                if at & self._whole:
                    yield start + first, start + place + 1
                if not at:
                    break

    def _skipped(self, at: int) -> int:
        """With every place that can be reached by leaving out what may be missing."""
        more = at | (at & self._skips) << 1
        while more != at:
            at, more = more, more | (more & self._skips) << 1
        return at


def _bits(each: Iterable[bool]) -> int:
    return sum(1 << place for place, is_so in enumerate(each) if is_so)
