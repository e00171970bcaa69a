"""A message as a row of words the rules know, with the places where one thought ends and the next begins."""

import re
import unicodedata
from dataclasses import dataclass

from bot.understanding.red_flags.patterns import STOP
from bot.understanding.red_flags.spelling import OTHER, Speller

_INITIALS = re.compile(r"\b(?:[a-z]\.){1,5}[a-z]\b\.?")
_SPACED_OUT = re.compile(r"(?<![\w'])(?:[a-z0-9][ .*_-]){2,}[a-z0-9](?![\w'])")
_DOTTED = re.compile(r"(?<![a-z'])[a-z']{2,}+(?:[._][a-z']{2,}+){2,}+")
_PIECE = re.compile(
    r"(?P<word>[^\W_]+(?:['@$][^\W_]+)*)|(?P<stop>[.!?\n]+)|(?P<pause>[,;:()/]+|(?<=\s)-+(?=\s))|(?P<sign>[^\w\s])"
)
_JOIN_FROM = 7
_MOST_WORDS = 1200


@dataclass(frozen=True)
class Row:
    """All words of a message, a full stop before the first and behind the last.

    `pauses` are the places before which a comma, dash or bracket stood.
    """

    words: tuple[str, ...]
    pauses: frozenset[int]


def read_row(plain: str, speller: Speller) -> Row:
    """Reads a whole message that was made readable; whatever no rule names has become OTHER."""
    plain = plain.lower()
    plain = _INITIALS.sub(lambda found: found.group().replace(".", ""), plain)
    plain = _SPACED_OUT.sub(lambda found: re.sub(r"[ .*_-]", "", found.group()), plain)
    plain = _DOTTED.sub(lambda found: re.sub(r"[._]", " ", found.group()), plain)
    words: list[str] = [STOP]
    pauses: set[int] = set()
    typed_before = ""
    for piece in _PIECE.finditer(plain):
        if len(words) >= _MOST_WORDS:
            break
        if piece["word"]:
            typed_before = _add_word(words, piece["word"], typed_before, speller)
            continue
        if piece["sign"] and piece["sign"] in "-'\"*_`":
            continue
        typed_before = ""
        if piece["pause"]:
            pauses.add(len(words))
        elif piece["stop"] or unicodedata.category(piece["sign"]) in ("So", "Sk"):
            words.append(STOP if piece["stop"] else _sign(piece["sign"], speller))
    return Row((*words, STOP), frozenset(pauses))


def _add_word(words: list[str], typed: str, typed_before: str, speller: Speller) -> str:
    """Adds one word, joined to the one before where only together they make a word ("over dosed")."""
    together = (typed_before + typed).replace("'", "")
    if typed_before and len(together) >= _JOIN_FROM and speller.knows(together):
        words[-1] = together
        return ""
    read = speller.read(typed)
    words.extend(read)
    return typed if len(read) == 1 else ""


def _sign(sign: str, speller: Speller) -> str:
    return sign if speller.knows(sign) else OTHER
