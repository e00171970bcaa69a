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
    | dict.fromkeys("\t\v\f\x85\xa0\u1680\u2028\u2029", " ")
    | {"\r": "\n", "⁄": "/"}
)
# Letters that show nothing and are no format characters by their Unicode category.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINER = "\u200d"
_STACKED_MARKS = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")
# Scripts need up to three marks on a letter. Unicode sorts marks in a time that grows with the square of their number.
_MOST_MARKS = 4
_SAME_SIGN = re.compile(r"([^\w\s]|_)\1{3,}")
# So many signs in one piece, then a space: what reads on tries each sign of a piece with all the others of it.
# Never before a joiner, which would then join nothing.
_MANY_SIGNS = re.compile(r"([^\w\s]{16})(?=[^\w\s\u200d])")
# What the longest help-seeking messages need, many times over; beyond it the beginning and the end are read.
LONGEST = 4000
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


def readable(text: str) -> str:
    """As `normalise`, and never longer than LONGEST and one character, whatever Unicode makes of the text.

    One typed character can stand for eighteen, so the length is looked at again once they are written out.
    """
    # Surrogates and NULs cannot be encoded or matched further on.
    known = _both_ends(text).encode("utf-8", "ignore").decode("utf-8").replace("\x00", " ")
    return _both_ends(_plain(_both_ends(_written_out(known)))).strip()


def normalise(text: str) -> str:
    """Plain text for every part that reads a message: the same words, without disguise; case and emoji stay.

    Calling it again changes nothing. Digits that stand for letters ("h3lp") are left to the red flags,
    since elsewhere a digit may be a dose or a house number.
    """
    return _plain(_written_out(text))


def _both_ends(text: str) -> str:
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half].rstrip()} {text[-half:].lstrip()}"


def _written_out(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", _without_towers(text))


def _without_towers(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        if unicodedata.combining(char):
            marks += 1
        elif not _is_hidden(char):
            marks = 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _plain(text: str) -> str:
    plain = _visible(text).translate(_PLAIN)
    if not plain.isascii():
        plain = _STACKED_MARKS.sub(r"\1", unicodedata.normalize("NFKC", plain))
    if _RUN.search(plain):
        plain = _WORD.sub(_squash, plain)
    plain = _MANY_SIGNS.sub(r"\1 ", _SAME_SIGN.sub(r"\1\1\1", plain))
    plain = re.sub(r" *\n\s*", "\n", re.sub(r" {2,}", " ", plain))
    return plain.strip()


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    for char in text:
        if (char == _JOINER and kept and _is_emoji(kept[-1])) or not _is_hidden(char):
            kept.append(char)
    return "".join(kept)


def _is_hidden(char: str) -> bool:
    return char in _BLANK or (char not in "\n\r\t" and unicodedata.category(char) in ("Cf", "Cc", "Cs", "Co"))


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk") or char == "\ufe0f"


def _squash(found: re.Match[str]) -> str:
    word = found.group()
    if word.lower() == "www":
        return word
    doubled = _RUN.sub(r"\1\1", word)
    return doubled if doubled.lower() in _TRULY_DOUBLE else _RUN.sub(r"\1", word)
