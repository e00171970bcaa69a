"""What a phone sends where somebody puts a sign to a text, and such a sign alone. The words stand in `words.yml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

QUOTED = r"[\"“”«»„‟].*[\"“”«»„‟]"
# What joins and colours signs.
AROUND_SIGNS = frozenset("\u200d\ufe0e\ufe0f")


class Reactions:
    """A verb and a text in quotes or a thing, or signs, alone or before "to" and a text in quotes."""

    def __init__(self, *, verbs: Iterable[str], things: Iterable[str], signs: Iterable[str]) -> None:
        said, meant = "|".join(map(re.escape, verbs)), "|".join(map(re.escape, things))
        told = rf"(?:{said}) (?:{QUOTED}|{meant})"
        signed = rf"(?:reacted (?:with )?)?[^\w\"“”]+ ?(?:to|on) {QUOTED}"
        self._whole = re.compile(rf"(?:{told}|{signed})\W*", re.IGNORECASE | re.DOTALL)
        self._signs = frozenset(signs)

    def is_one(self, text: str) -> bool:
        """Whether the text is no more than that."""
        said = "".join(letter for letter in text.strip() if unicodedata.category(letter) != "Cf")
        return self._whole.fullmatch(said) is not None or self._is_of_signs(said)

    def _is_of_signs(self, said: str) -> bool:
        left = [letter for letter in said if letter not in AROUND_SIGNS and not letter.isspace()]
        return bool(left) and all(letter in self._signs or unicodedata.category(letter) == "Sk" for letter in left)
