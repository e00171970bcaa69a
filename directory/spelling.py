"""Words and names that come near to what somebody typed, found as quickly among many as among few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

# With more slips it is another word.
MOST_SLIPS = 2


class Spellings:
    """Words by their first letter, which hardly anybody gets wrong, and by their length."""

    def __init__(self, words: Iterable[str]) -> None:
        self._shelves: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if word:
                self._shelves[word[0], len(word)].append(word)

    def near(self, typed: str) -> Iterator[tuple[int, str]]:
        """(slips, word) of each that differs in at most MOST_SLIPS letters wrong, missing, added or swapped."""
        for length in range(len(typed) - MOST_SLIPS, len(typed) + MOST_SLIPS + 1):
            if shelf := self._shelves.get((typed[0], length)):
                for word, slips, _ in process.extract_iter(typed, shelf, scorer=OSA.distance, score_cutoff=MOST_SLIPS):
                    yield int(slips), word


def allowed(length: int) -> int:
    """How many slips a word of so many letters may have and still be that word."""
    if length < 4:
        return 0
    return 1 if length < 8 else MOST_SLIPS
