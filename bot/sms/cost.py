"""Whether a text asks what texting costs, however it is put. The words stand in `words.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import dropwhile
from typing import Literal

from bot.sms.these_words import WORD

MOST_WORDS = 16

# What it is about: texts to this line, or whatever was spoken of last.
Costs = Literal["texts", "this"]


class CostWords:
    """A question that holds none but these words, so that nothing else is asked with it."""

    def __init__(
        self,
        *,
        before: Iterable[str],
        begins: Iterable[str],
        asks: Iterable[str],
        texts: Iterable[str],
        around: Iterable[str],
        asks_with_texts: Iterable[str],
        around_with_texts: Iterable[str],
    ) -> None:
        self._before, self._begins, self._texts = frozenset(before), frozenset(begins), frozenset(texts)
        self._asks = frozenset(asks)
        self._asks_with_texts = self._asks.union(asks_with_texts)
        self._known = self._asks.union(self._begins, around)
        self._known_with_texts = self._known.union(self._texts, self._asks_with_texts, around_with_texts)

    def asked(self, text: str) -> Costs | None:
        """None where it asks no such thing, or something else as well. `text` is in small letters."""
        said = list(dropwhile(self._is_before, WORD.findall(text.replace("’", "'"))))
        if not said or said[0] not in self._begins or len(said) > MOST_WORDS:
            return None
        words = frozenset(said)
        if words & self._texts:
            return "texts" if words & self._asks_with_texts and words <= self._known_with_texts else None
        return "this" if words & self._asks and words <= self._known else None

    def _is_before(self, word: str) -> bool:
        return word in self._before and word not in self._begins
