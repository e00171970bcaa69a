"""Words that carriers and people read differently, where they stand alone. Within a sentence they are about drugs."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Keyword = Literal["stop", "help", "more"]

STOP = (
    "stop", "stopall", "stop all", "stop stop", "stop stop stop", "quit", "end", "cancel", "unsubscribe",
    "unsubscribe me", "optout", "opt out", "opt me out", "revoke", "stop texting", "stop texting me",
    "stop messaging me",
)  # fmt: skip
WORDS: dict[str, Keyword] = {
    **dict.fromkeys(STOP, "stop"),
    **dict.fromkeys(("help", "help me", "help us"), "help"),
    "more": "more",
}
PLEAS = frozenset(word for word in WORDS if " " in word)
PLEASE = re.compile(r"^(?:(?:pls|plz|please) )+")
COURTESY = re.compile(r"(?: (?:pls|plz|please|thanks|thank you|thx|ta|cheers|mate))+$")
# What a phone puts below every text.
SIGNATURE = re.compile(
    r"sent from (?:my )?(?:iphone|ipad|galaxy|samsung|android|huawei|xiaomi|nokia|oneplus|pixel|sony|htc|motorola|moto)"
    r"(?: [\w-]+){0,3}",
    re.IGNORECASE,
)
# Far more than our longest word, a signature and the marks around them.
LONGEST_SIGNED = 400


def keyword(text: str, *, strictly: bool = False) -> Keyword | None:
    """What the text asks of the line itself, in any case, with courtesy, and with any marks and spaces around it.

    `strictly` without courtesy and of one word, save for MORE: "end please" and "help me" may be a plea.
    """
    word = WORDS.get(politely(bare(text)))
    return None if strictly and word != "more" and bare(text) not in WORDS.keys() - PLEAS else word


def politely(said: str) -> str:
    """Without the courtesy around what is said."""
    return bare(COURTESY.sub("", PLEASE.sub("", said)))


def nothing_said(text: str) -> bool:
    """True for a text without a character that can be seen."""
    return not any(unicodedata.category(letter)[0] in "LMNPS" for letter in text)


def bare(text: str) -> str:
    """In small letters, without marks and a phone's signature; empty where it is longer than any of our words."""
    if len(text) > LONGEST_SIGNED:
        return ""
    plain = _unsigned(unicodedata.normalize("NFKC", text))
    if len(plain) > 40:
        return ""
    start, end = 0, len(plain)
    while start < end and _is_around(plain[start]):
        start += 1
    while end > start and _is_around(plain[end - 1]):
        end -= 1
    return " ".join(plain[start:end].casefold().split())


def _unsigned(text: str) -> str:
    said, _, last = text.rstrip().rpartition("\n")
    return said if SIGNATURE.fullmatch(last.strip(" .")) else text


def _is_around(letter: str) -> bool:
    """Marks, spaces, what cannot be seen, and the frame that makes a key of a digit."""
    return unicodedata.category(letter)[0] in "PZCM"
