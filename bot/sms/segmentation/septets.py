"""How long a text is for the phone network, and plain letters for what its alphabet lacks.

The alphabet, its extension table and the sizes of a part are those of 3GPP TS 23.038 and TS 23.040.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
WHOLE = BASIC | EXTENSION
# Alone, and as one of several parts, which carry a header that says how they belong together.
ONE_PART, JOINED_PART = 160, 153
ONE_PART_UCS2, JOINED_PART_UCS2 = 70, 67

_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u00b4`\u02bc\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u2022\u2023\u25aa\u25cf\u00b7\u2219", "-"),
    **dict.fromkeys(
        "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", ""),
    **dict.fromkeys("\u2028\u2029\u0085\v", "\n"),
    "\u2026": "...",
    "\u2192": "->",
    "\u00d7": "x",
    "\u00bd": "1/2",
    "\u00bc": "1/4",
    "\u00be": "3/4",
    "\u00b2": "2",
    "\u00b3": "3",
    "\u2122": "(TM)",
    "\u00a9": "(C)",
    "\u00ae": "(R)",
}
# The Western accents alone: elsewhere a letter without its mark is another letter, as in Polish.
_ACCENTED = map(chr, range(0xC0, 0x100))


def _without_accents(letters: Iterable[str]) -> dict[str, str]:
    """The bare letter of each that the alphabet lacks, where there is one."""
    bare = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters if letter not in BASIC}
    return {letter: base for letter, base in bare.items() if base != letter}


_TURNED = str.maketrans({**_PLAIN, **_without_accents(_ACCENTED)})


def septets(text: str) -> int:
    """The length in the GSM alphabet, a character of the extension table counting two.

    Raises ValueError, which names the first character outside the alphabet.
    """
    outside = next((letter for letter in text if letter not in WHOLE), None)
    if outside is not None:
        raise ValueError(f"not in the GSM alphabet: {outside!r} (U+{ord(outside):04X})")
    return len(text) + sum(letter in EXTENSION for letter in text)


def is_gsm(text: str) -> bool:
    """Whether the phone network can send it in its own alphabet, 160 to a part and not 70."""
    return WHOLE.issuperset(text)


def units(text: str) -> int:
    """The length in UTF-16 units, as it counts where the alphabet does not do: an emoji has two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """Quotes, dashes, spaces, dots and Western accents that the alphabet lacks, in its own characters.

    What has no plain form stays: Polish and Cyrillic letters, emoji.
    """
    return unicodedata.normalize("NFC", text).translate(_TURNED)


def parts(text: str) -> int:
    """How many parts the text is sent, and paid for, in; one at least. No character is split between two."""
    if is_gsm(text):
        widths = [2 if letter in EXTENSION else 1 for letter in text]
        return _parts(widths, ONE_PART, JOINED_PART)
    return _parts([units(letter) for letter in text], ONE_PART_UCS2, JOINED_PART_UCS2)


def _parts(widths: list[int], alone: int, joined: int) -> int:
    if sum(widths) <= alone:
        return 1
    count, held = 1, 0
    for width in widths:
        if held + width > joined:
            count, held = count + 1, 0
        held += width
    return count
