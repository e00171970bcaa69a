"""Text as it is typed, made plain: the one place that knows how people and phones dress up letters."""

import re
import unicodedata

_SMALL_CAPS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
# NFKC leaves these two blocks of white-on-black letters alone.
_DARK_LETTERS = {chr(first + n): chr(ord("a") + n) for first in (0x1F150, 0x1F170) for n in range(26)}
_PLAIN = str.maketrans(
    _SMALL_CAPS
    | _DARK_LETTERS
    | dict.fromkeys("‘’‚‛′`´ʹʻʼˈ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−﹘⁃", "-")
    | dict.fromkeys("\t\v\f\x85\xa0\u2028\u2029", " ")
    | {"\r": "\n", "⁄": "/"}
)
# Letters that show nothing and are no format characters by their Unicode category.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINER = "\u200d"
_STACKED_MARKS = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_RUN = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
# Words whose drawn-out letter really is double: "cooool" is "cool", where "nooooo" is "no".
_DOUBLES = (
    "agree all allergic been bleeding bleed boot call collapsed cool door feel feeling feet fell floor free freezing "
    "good green hell hello ill keep kill killed look looking look need needle needs pill pills puff room school see "
    "seen sleep sleeping smell soon spoon speed still street teen tell too week weed well will bloody blood goodbye "
    "kiss off stuff full pull press mess"
)
_TRULY_DOUBLE = frozenset(_DOUBLES.split())


def normalise(text: str) -> str:
    """Plain text for every part that reads a message: the same words, without disguise; case and emoji stay.

    Calling it again changes nothing. Digits that stand for letters ("h3lp") are left to the red flags,
    since elsewhere a digit may be a dose or a house number.
    """
    plain = unicodedata.normalize("NFKC", _visible(unicodedata.normalize("NFKC", text)).translate(_PLAIN))
    plain = _STACKED_MARKS.sub(r"\1", plain)
    plain = _WORD.sub(_squash, plain)
    plain = re.sub(r" *\n\s*", "\n", re.sub(r" {2,}", " ", plain))
    return plain.strip()


def _visible(text: str) -> str:
    kept: list[str] = []
    for char in text:
        if (
            (char == _JOINER and kept and _is_emoji(kept[-1]))
            or char in "\n\r\t"
            or (char not in _BLANK and unicodedata.category(char) not in ("Cf", "Cc", "Cs", "Co"))
        ):
            kept.append(char)
    return "".join(kept)


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk") or char == "\ufe0f"


def _squash(found: re.Match[str]) -> str:
    word = found.group()
    if word.lower() == "www":
        return word
    doubled = _RUN.sub(r"\1\1", word)
    return doubled if doubled.lower() in _TRULY_DOUBLE else _RUN.sub(r"\1", word)
