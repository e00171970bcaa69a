"""Ways in which the same message may be typed. Each takes a message and gives it back, changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

Change = Callable[[str], str]

LETTERS = re.compile(r"[A-Za-z]+")

# What no reader would even notice, so no message may be lost by it.
IN_LOOKS: dict[str, Change] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "zero-width characters": lambda text: LETTERS.sub(lambda word: "\u200b".join(word[0]), text),
    "a soft hyphen and a byte-order mark": lambda text: f"\ufeff{text[:2]}\u00ad{text[2:]}",
    "doubled spaces": lambda text: f" {text.replace(' ', '  ')} ",
    "curly apostrophes": lambda text: text.replace("'", "’"),
}
IN_MANNERS: dict[str, Change] = {
    "hiya in front": lambda text: f"hiya {text}",
    "good evening in front": lambda text: f"good evening, {text}",
    "a name in front": lambda text: f"Dave here, {text}",
    "a name behind": lambda text: f"{text}. Dave here",
    "tears behind": lambda text: f"{text} 😭",
    "praying hands behind": lambda text: f"{text} 🙏",
    "curly quotes around it": lambda text: "“" + text.replace("'", "’") + "”",
    "please behind": lambda text: f"{text} please",
    "thanks behind": lambda text: f"{text} thanks x",
}
IN_SWEARING: dict[str, Change] = {
    "ffs in front": lambda text: f"ffs {text}",
    "ffs behind": lambda text: f"{text} ffs",
    "bloody hell in front": lambda text: f"bloody hell {text}",
    "bloody before the last word": lambda text: " bloody ".join(text.rsplit(" ", 1)),
}


def slip(text: str, spared: Collection[int]) -> str:
    """Two letters in the middle of the longest word change places; words that begin at a place in `spared` keep theirs.

    Where no word is left to slip in, as where all of them name a service, the text stays as it is.
    """
    words = [word for word in LETTERS.finditer(text) if word.start() not in spared]
    for word in sorted(words, key=lambda found: -len(found[0])):
        for first in _middle_outwards(word.start() + 1, word.end() - 1):
            if text[first] != text[first + 1]:
                return text[:first] + text[first + 1] + text[first] + text[first + 2 :]
    return text


def _middle_outwards(start: int, end: int) -> list[int]:
    """Where a pair of letters may begin, so that the first letter stays."""
    middle = (start + end - 1) / 2
    return sorted(range(start, end), key=lambda place: (abs(place - middle), place))
