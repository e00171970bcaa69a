"""Emergencies in the other languages heard in Hampshire, as short phrases without their accents."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.understanding.normalise import normalise
from bot.understanding.red_flags.rules import load

_NLP = spacy.blank("xx")
_OTHER = "_"
# Letters whose stroke or dot is no separate mark, and Arabic letters that keyboards swap.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}
    | {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06d2": "\u064a", "\u0629": "\u0647", "\u06c1": "\u0647"}
    | {"\u06c3": "\u0647", "\u06be": "\u0647", "\u06a9": "\u0643"}
)
# A Chinese or Japanese character counts as a word: nothing stands between words there.
_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+|[.!?\n。！？।؟,،，]")
_ENDS = frozenset(".!?\n。！？।؟")


class Foreign(NamedTuple):
    """As Danger, kept apart so that this module needs nothing from the layer."""

    kind: str
    rule: str
    sure: bool
    language: str


def find_foreign(text: str) -> Foreign | None:
    """The first live phrase of another language; a word of the past or of supposing quietens its sentence."""
    return _phrases().find(text)


@cache
def _phrases() -> "_Phrases":
    return _Phrases()


def fold(text: str) -> list[str]:
    """Lower-case pieces with all accents and vowel signs gone, so that hurried typing still matches."""
    bare = unicodedata.normalize("NFKD", normalise(text).lower().translate(_PLAIN))
    bare = "".join(char for char in bare if not unicodedata.category(char).startswith("M"))
    return _PIECE.findall(bare.replace("'", "").translate(_PLAIN))


class _Phrases:
    def __init__(self) -> None:
        self._signs = PhraseMatcher(_NLP.vocab, attr="ORTH")
        self._quiet = PhraseMatcher(_NLP.vocab, attr="ORTH")
        self._known: set[str] = set(_ENDS)
        self._named: dict[str, Foreign] = {}
        for rule in load("languages")["rules"]:
            self._named[rule["id"]] = Foreign(rule["kind"], rule["id"], rule["sure"], rule["language"])
            self._signs.add(rule["id"], [self._doc(phrase) for phrase in rule["patterns"]])
        for language, phrases in load("languages")["quiet"].items():
            self._quiet.add(language, [self._doc(phrase) for phrase in phrases])

    def _doc(self, phrase: str) -> Doc:
        words = fold(phrase)
        self._known.update(words)
        return Doc(_NLP.vocab, words=words)

    def find(self, text: str) -> Foreign | None:
        words = [word if word in self._known else _OTHER for word in fold(text)]
        if not words:
            return None
        doc = Doc(_NLP.vocab, words=words)
        quiet = [(_NLP.vocab.strings[key], _sentence(words, start)) for key, start, _ in self._quiet(doc)]
        found = [self._named[_NLP.vocab.strings[key]] for key, start, _ in self._signs(doc)
                 if (self._named[_NLP.vocab.strings[key]].language, _sentence(words, start)) not in quiet]  # fmt: skip
        return min(found, key=lambda sign: not sign.sure, default=None)


def _sentence(words: list[str], place: int) -> int:
    return sum(word in _ENDS for word in words[:place])
