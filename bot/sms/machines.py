"""Texts that a machine sends by itself: out of office, driving, "sent 12:00:33". The marks stand in `words.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]m)?\b")
DIGITS = re.compile(r"\d+")
NO_WORDS = re.compile(r"\W+")
APOSTROPHES = re.compile(r"['’]")

How = Literal["surely", "perhaps", "no"]


class Machines:
    """Knows them by what stands in `surely` and `perhaps`, by how a text `begins`, digits aside, or what is all of it,
    `alone`, and by what stands in `notices` beside a clock.

    A notice may come behind one of `away`, and behind nothing else: what somebody wrote is theirs.
    """

    def __init__(
        self,
        *,
        surely: Iterable[str],
        perhaps: Iterable[str],
        begins: Iterable[str],
        alone: Iterable[str],
        notices: Iterable[str],
        away: Iterable[str],
    ) -> None:
        self._surely, self._perhaps = tuple(map(_framed, surely)), tuple(map(_framed, perhaps))
        self._begins, self._alone = tuple(map(_framed, begins)), frozenset(map(_framed, alone))
        before = ("", *away)
        self._notices = frozenset(_framed(f"{first} {notice}") for notice in notices for first in before)

    def sent(self, text: str) -> How:
        """Whether one of them sent the text."""
        said = _framed(text)
        is_notice = CLOCK.search(text) is not None and _framed(CLOCK.sub(" ", text)) in self._notices
        if is_notice or said in self._alone or any(mark in said for mark in self._surely):
            return "surely"
        if _framed(DIGITS.sub(" ", text)).startswith(self._begins):
            return "surely"
        return "perhaps" if any(mark in said for mark in self._perhaps) else "no"


def _framed(text: str) -> str:
    """In small letters and whole words, a space around each, without marks."""
    return f" {NO_WORDS.sub(' ', APOSTROPHES.sub('', text.casefold())).strip()} "
