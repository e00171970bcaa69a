"""What is left of a text without marks, courtesy and a phone's last line, to be compared with our own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bot.sms.word_list import LIST

# The longest of our words with the marks around it, the longest question, and far more with a signature.
LONGEST, LONGEST_QUESTION, LONGEST_SIGNED = 40, 100, 400
# They say that a sign is to be shown as a picture or as a letter.
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


PLEASE = re.compile(rf"^(?:(?:{_one_of(LIST['courtesy']['before'])}) )+")
COURTESY = re.compile(rf"(?: (?:{_one_of(LIST['courtesy']['after'])}))+$")
SIGNATURE = re.compile(rf"sent from (?:my )?(?:{_one_of(LIST['phones'])})(?: [\w-]+){{0,3}}", re.IGNORECASE)


def bare(text: str, longest: int = LONGEST) -> str:
    """In small letters, without marks and a phone's signature; empty where it is longer than any of our words."""
    if len(text) > LONGEST_SIGNED:
        return ""
    plain = _unsigned(unicodedata.normalize("NFKC", text))
    if len(plain) > longest:
        return ""
    start, end = 0, len(plain)
    while start < end and _is_around(plain[start]):
        start += 1
    while end > start and _is_around(plain[end - 1]):
        end -= 1
    return " ".join(plain[start:end].casefold().split())


def question(text: str) -> str:
    """The same of a longer text, without the courtesy around it."""
    return without_courtesy(bare(text, LONGEST_QUESTION))


def without_courtesy(said: str) -> str:
    """What stands between "please" and "thanks"."""
    return bare(COURTESY.sub("", PLEASE.sub("", said)), LONGEST_QUESTION)


def _unsigned(text: str) -> str:
    said, _, last = text.rstrip().rpartition("\n")
    return said if SIGNATURE.fullmatch(last.strip(" .")) else text


def _is_around(letter: str) -> bool:
    """Marks, spaces, what cannot be seen, accents without a letter, and the frame that makes a key of a digit.

    The vowel signs of Indian scripts are none of these: they are the end of many a word.
    """
    kind = unicodedata.category(letter)
    return kind[0] in "PZC" or kind == "Me" or letter in VARIANTS or unicodedata.combining(letter) > 0
