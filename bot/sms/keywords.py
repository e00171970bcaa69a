"""Words that carriers and people read differently, where they stand alone. Within a sentence they are about drugs."""

from __future__ import annotations

import unicodedata
from typing import Literal

Keyword = Literal["stop", "help", "more"]

WORDS: dict[str, Keyword] = {
    **dict.fromkeys(
        ("stop", "stopall", "stop all", "quit", "end", "cancel", "unsubscribe", "optout", "opt out", "revoke"), "stop"
    ),
    "help": "help",
    "more": "more",
}
# "999" and "101" are numbers to call.
LONGEST_CHOICE = 2


def keyword(text: str) -> Keyword | None:
    """What the text asks of the line itself, in any case and with any marks and spaces around it."""
    return WORDS.get(_bare(text))


def number(text: str) -> int | None:
    """The number that is all of the text, as somebody picks one of several choices."""
    bare = _bare(text)
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= LONGEST_CHOICE else None


def nothing_said(text: str) -> bool:
    """True for a text without a character that can be seen."""
    return not any(unicodedata.category(letter)[0] in "LMNPS" for letter in text)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > 40:
        return ""
    start, end = 0, len(plain)
    while start < end and _is_around(plain[start]):
        start += 1
    while end > start and _is_around(plain[end - 1]):
        end -= 1
    return " ".join(plain[start:end].casefold().split())


def _is_around(letter: str) -> bool:
    """Marks, spaces and what cannot be seen."""
    return unicodedata.category(letter)[0] in "PZC"
