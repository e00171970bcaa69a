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


def keyword(text: str) -> Keyword | None:
    """What the text asks of the line itself, in any case and with any marks and spaces around it."""
    return WORDS.get(bare(text))


def nothing_said(text: str) -> bool:
    """True for a text without a character that can be seen."""
    return not any(unicodedata.category(letter)[0] in "LMNPS" for letter in text)


def bare(text: str) -> str:
    """In small letters, without marks around it; empty where it is longer than any of our words."""
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
    """Marks, spaces, what cannot be seen, and the frame that makes a key of a digit."""
    return unicodedata.category(letter)[0] in "PZCM"
