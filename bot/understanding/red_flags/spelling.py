"""Reads one typed word as a word of the rules: SMS spelling, digits for letters, joined words, one wrong letter."""

import re
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import OSA

OTHER = "·"
_LEET = (str.maketrans("01345789@$", "oleastbgas"), str.maketrans("01345789@$", "oieastbgas"))
_LOOKALIKES = str.maketrans("аеорсухіѕјһԁոɡαονι", "aeopcyxisjhdngaovi")
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_NUMBER_AND_UNIT = re.compile(r"(\d+)([a-z]{1,8})")
_TIMES = re.compile(r"[x×]\d+|\d+[x×]")
_EAR = (
    (r"ph|th|v", "f"), (r"sc(?=[ei])|c(?=[eiy])|z", "s"), (r"sh|ch|ti(?=o)", "s"), (r"ck|c|q", "k"), (r"ing$", "in"),
    (r"(?<=[aeiou])r(?![aeiou])|(?<=\w)h", ""), (r"[aeiouy]+", "a"),
)  # fmt: skip
_LONGEST = 40
_FUZZY_FROM = 5
_SPLIT_FROM = 6


class Speller:
    """Turns typed words into words that rules know, or into OTHER: nothing else that was typed lives on."""

    def __init__(
        self,
        known: frozenset[str],
        spellings: Mapping[str, tuple[str, ...]],
        keep: frozenset[str],
        core: frozenset[str],
        by_ear: frozenset[str],
    ) -> None:
        """`keep` are real words left as they are. Only words in `core` are looked for in a slip of the
        finger or in joined typing; those in `by_ear` by their sound too."""
        self._known = known
        self._spellings = spellings
        self._keep = keep
        self._core = core
        self._single = {_undouble(word): word for word in sorted(core) if len(word) >= 4}
        self._sounds = {_sound(word): word for word in sorted(by_ear)}
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        for word in core:
            if len(word) >= _FUZZY_FROM:
                for form in _one_letter_less(word):
                    self._near[form].add(word)
        self._longest_part = max(map(len, known), default=0)

    def knows(self, word: str) -> bool:
        """Whether a rule names this very word."""
        return word in self._known

    def at_a_glance(self, typed: str) -> tuple[str, ...]:
        """As `read`, where it takes no more than looking it up; else nothing."""
        return self._spellings.get(typed) or self._plainly(typed.replace("'", ""))

    def read(self, typed: str) -> tuple[str, ...]:
        """The words that `typed` (lower case, perhaps with an apostrophe) stands for."""
        if typed in self._spellings:
            return self._spellings[typed]
        word = typed.replace("'", "")
        plain = self._plainly(word)
        if plain:
            return plain
        if word[:1].isdigit() or _TIMES.fullmatch(word):
            number = self._number(word)
            if number:
                return number
        if len(word) > _LONGEST or word in self._keep:
            return (OTHER,)
        return self._disguised(word) or self._mistyped(word) or (OTHER,)

    def _plainly(self, word: str) -> tuple[str, ...]:
        if word in self._known:
            return (word,)
        return self._spellings.get(word, ())

    def _number(self, word: str) -> tuple[str, ...]:
        if _TIMES.fullmatch(word):
            word = word.strip("x×")
        bare = _NUMBER.fullmatch(word)
        if bare:
            return (_size(bare.group(1)),)
        pair = _NUMBER_AND_UNIT.fullmatch(word)
        return (_size(pair.group(1)), *(self._plainly(pair.group(2)) or (OTHER,))) if pair else ()

    def _disguised(self, word: str) -> tuple[str, ...]:
        forms = [word.translate(_LOOKALIKES)] if not word.isascii() else []
        if not word.isalpha():
            forms += [word.translate(table) for table in _LEET]
        for form in forms:
            found = self._plainly(form) or self._mistyped(form)
            if found and form != word:
                return found
        return ()

    def _mistyped(self, word: str) -> tuple[str, ...]:
        if not word.isascii() or not word.isalpha() or word in self._keep:
            return ()
        doubled = self._single.get(_undouble(word)) if len(word) >= 4 else None
        if doubled:
            return (doubled,)
        return self._joined(word) or self._one_letter_off(word) or self._by_ear(word)

    def _by_ear(self, word: str) -> tuple[str, ...]:
        heard = self._sounds.get(_sound(word)) if len(word) >= _FUZZY_FROM else None
        return (heard,) if heard else ()

    def _one_letter_off(self, word: str) -> tuple[str, ...]:
        if len(word) < _FUZZY_FROM:
            return ()
        near = {known for form in _one_letter_less(word) for known in self._near.get(form, ())}
        close = sorted(known for known in near if known[0] == word[0] and OSA.distance(word, known) <= 1)
        return (close[0],) if close else ()

    def _joined(self, word: str) -> tuple[str, ...]:
        """Splits "cantwake" into words that rules know, each of two letters or more, one of them a core word."""
        if len(word) < _SPLIT_FROM:
            return ()
        best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - self._longest_part), end - 1):
                before = best[start]
                found = self._plainly(word[start:end]) if before is not None else ()
                if before is not None and found and _fewer(before, found, best[end]):
                    best[end] = (*before, *found)
        parts = best[-1]
        return parts if parts and len(parts) <= 6 and not self._core.isdisjoint(parts) else ()


def _fewer(before: tuple[str, ...], found: tuple[str, ...], rival: tuple[str, ...] | None) -> bool:
    return rival is None or len(before) + len(found) < len(rival)


def _undouble(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def _sound(word: str) -> str:
    """A rough English ear: "breaving" and "brethin" sound like "breathing"."""
    for written, heard in _EAR:
        word = re.sub(written, heard, word)
    return _undouble(word)


def _one_letter_less(word: str) -> set[str]:
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _size(digits: str) -> str:
    """How many, roughly: tablets are dangerous by the handful, and a year or a phone number is no count."""
    count = int(digits[:6])
    if len(digits) > 4 or digits == "999":
        return "num999" if digits == "999" else OTHER
    if 1950 <= count <= 2100:
        return "numyear"
    if len(digits) == 2 and digits[0] == "0":
        # "In 09"; nobody counts so.
        return "numshort"
    return "numfew" if count < 8 else "numlots"
