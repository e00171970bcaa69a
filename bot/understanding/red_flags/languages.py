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
_ENDS = frozenset(".!?\n。！？।؟۔,،，")


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
        file = load("languages")
        self._known: set[str] = set(_ENDS)
        self._named = {
            rule["id"]: Foreign(rule["kind"], rule["id"], rule["sure"], rule["language"]) for rule in file["rules"]
        }
        self._signs = self._matcher({rule["id"]: rule["patterns"] for rule in file["rules"]})
        self._quiet = self._matcher({code: words["quiet"] for code, words in file["languages"].items()})
        self._turns = self._matcher({code: words["turn"] for code, words in file["languages"].items()})

    def _matcher(self, named: dict[str, list[str]]) -> PhraseMatcher:
        matcher = PhraseMatcher(_NLP.vocab, attr="ORTH")
        for name, phrases in named.items():
            folded = [fold(phrase) for phrase in phrases]
            self._known.update(word for words in folded for word in words)
            matcher.add(name, [Doc(_NLP.vocab, words=words) for words in folded])
        return matcher

    def find(self, text: str) -> Foreign | None:
        words = [word if word in self._known else _OTHER for word in fold(text)]
        if not words:
            return None
        doc = Doc(_NLP.vocab, words=words)
        signs = [(self._named[name], start, end) for name, start, end in _found(self._signs, doc)]
        if not signs:
            return None
        breaks = {place for place, word in enumerate(words) if word in _ENDS}
        breaks |= {start for _, start, _ in _found(self._turns, doc)}
        quiet = {(language, _clause(breaks, start)) for language, start, _ in _found(self._quiet, doc)}
        live = [
            (sign, end - start) for sign, start, end in signs if (sign.language, _clause(breaks, start)) not in quiet
        ]
        return min(live, key=lambda one: (not one[0].sure, -one[1]))[0] if live else None


def _found(matcher: PhraseMatcher, doc: Doc) -> list[tuple[str, int, int]]:
    return [(_NLP.vocab.strings[key], start, end) for key, start, end in matcher(doc)]


def _clause(breaks: set[int], place: int) -> int:
    return sum(mark <= place for mark in breaks)
