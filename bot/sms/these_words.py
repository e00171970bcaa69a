"""Questions of a few words alone: whether a picture can be sent, what a call meets. The words stand in `words.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[\w']+")
APOSTROPHES = str.maketrans("", "", "'’")


class TheseWords:
    """A text of these words alone, one of each of the `kinds` at least, `least` different ones in all."""

    def __init__(self, kinds: Iterable[Iterable[str]], around: Iterable[str], *, least: int = 1) -> None:
        self._kinds = tuple(map(frozenset, kinds))
        self._known = frozenset(around).union(*self._kinds)
        self._least = least

    def are_all(self, text: str) -> bool:
        """Whether the text is no more than that. `text` is in small letters."""
        said = frozenset(WORD.findall(text.translate(APOSTROPHES)))
        return len(said) >= self._least and said <= self._known and all(said & kind for kind in self._kinds)
