"""Lists of words of other languages, looked for in a message at once: what that costs hangs on the message alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.understanding.red_flags.languages import fold

ANY_ENDING, SPACE = "*", "_"
# What Arabic writes on to the word that follows: and, so, the, with, for, like.
CLITICS = re.compile("^[وف]?(?:ال|بال|لل|[بلك])?(?=..)")


class Lexicon:
    """Entries are single words, beginnings of words with * behind them, and words in a row, each in a named list."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        # By their first word.
        self._rows: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for name, entries in lists.items():
            for entry in entries:
                self._add(name, entry)
        self._lengths = sorted({len(start) for start in self._starts})

    def found(self, pieces: Sequence[str]) -> frozenset[str]:
        """The names of the lists of which something stands among the pieces that `fold` made of a message."""
        bare = [rest for word in pieces if not word.isascii() and (rest := CLITICS.sub("", word)) != word]
        said = _framed(pieces)
        return frozenset(name for word in {*pieces, *bare} for name in self._at(word, said))

    def _at(self, word: str, said: str) -> Iterator[str]:
        yield from self._words.get(word, ())
        for length in self._lengths:
            yield from self._starts.get(word[:length], ())
        for row, name in self._rows.get(word, ()):
            if row in said:
                yield name

    def _add(self, name: str, entry: str) -> None:
        pieces = fold(entry.removesuffix(ANY_ENDING).replace(SPACE, " "))
        if len(pieces) > 1:
            row = _framed(pieces)
            self._rows[pieces[0]].add((row.rstrip() if entry.endswith(ANY_ENDING) else row, name))
        elif entry.endswith(ANY_ENDING):
            self._starts[pieces[0]].add(name)
        else:
            self._words[pieces[0]].add(name)


def _framed(pieces: Sequence[str]) -> str:
    """A space around each."""
    return f" {' '.join(pieces)} "
