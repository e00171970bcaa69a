"""Emergencies in the other languages heard in Hampshire, as short phrases without their accents."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.understanding.normalise import readable
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.rules import KINDS, load

_NLP = spacy.blank("xx")
_OTHER = "_"
# Letters whose stroke or dot is no separate mark, and Arabic letters that keyboards swap.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o"}
    | {"\u0649": "\u064a", "\u06cc": "\u064a", "\u06d2": "\u064a", "\u0629": "\u0647", "\u06c1": "\u0647"}
    | {"\u06c3": "\u0647", "\u06be": "\u0647", "\u06a9": "\u0643"}
)
# A Chinese or Japanese character counts as a word: nothing stands between words there.
_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+|[.!?;:\n。！？।؟؛۔,،，、]")
ENDS = frozenset(".!?;:\n。！？।؟؛۔,،，、")
_ARABIC_AND = "\u0648"
# Folded to one letter above: Persian, like Arabic, writes the first where Urdu has one of its own.
_URDU, _HEH, _URDU_LETTERS = "ur", "\u0647", frozenset("ٹڈڑںےہھۂۓ")
# A phrase of a language in which we have no reply.
_UNANSWERED = "en"


def find_foreign(text: str, pieces: Sequence[str] | None = None) -> Danger | None:
    """The surest live phrase of another language; a word of the past or of supposing quietens its clause.

    Persian shares words with Urdu, and is no Urdu: whoever writes it gets the English reply. `pieces` are those that
    `fold` made of the text, where that is done already.
    """
    found = _phrases().find(fold(text) if pieces is None else pieces)
    return replace(found, language=_UNANSWERED) if found and found.language == _URDU and _is_persian(text) else found


def _is_persian(text: str) -> bool:
    return _HEH in text and _URDU_LETTERS.isdisjoint(text)


@cache
def _phrases() -> "_Phrases":
    return _Phrases()


def fold(text: str) -> list[str]:
    """Lower-case pieces with all accents and vowel signs gone, so that hurried typing still matches."""
    return fold_plain(readable(text))


def fold_plain(plain: str) -> list[str]:
    """The same of a text that was made readable."""
    return _PIECE.findall(_bare(plain.lower()).replace("'", ""))


def _bare(text: str) -> str:
    # What follows changes nothing in ASCII.
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in bare if not unicodedata.category(char).startswith("M")).translate(_PLAIN)


class _Phrases:
    def __init__(self) -> None:
        file = load("languages")
        self._known: set[str] = set(ENDS)
        self._named = {
            rule["id"]: Danger(rule["kind"], rule["id"], rule["sure"], rule["language"]) for rule in file["rules"]
        }
        spoken = file["languages"].items()
        self._done = {code: {word for one in words.get("done", ()) for word in fold(one)} for code, words in spoken}
        self._signs = self._matcher({rule["id"]: rule["patterns"] for rule in file["rules"]})
        self._by_longest: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for rule in file["rules"]:
            for words in map(fold, rule["patterns"]):
                self._by_longest[max(words, key=len)].add(frozenset(words))
        self._quiet, self._supposed, self._turns, self._joins = (
            self._matcher({code: words[part] for code, words in spoken})
            for part in ("quiet", "supposed", "turn", "join")
        )

    def _matcher(self, named: dict[str, list[str]]) -> PhraseMatcher:
        matcher = PhraseMatcher(_NLP.vocab, attr="ORTH")
        for name, phrases in named.items():
            folded = [fold(phrase) for phrase in phrases]
            self._known.update(word for words in folded for word in words)
            matcher.add(name, [Doc(_NLP.vocab, words=words) for words in folded])
        return matcher

    def find(self, pieces: Iterable[str]) -> Danger | None:
        words = [word for typed in pieces for word in self._heard(typed)]
        if not self._may_stand_in(frozenset(words)):
            return None
        doc = Doc(_NLP.vocab, words=words)
        signs = [(self._named[name], start, end) for name, start, end in _found(self._signs, doc)]
        if not signs:
            return None
        hushed = self._hushed(doc)
        live = [(sign, end - start) for sign, start, end in signs if not hushed(sign.language, words[start:end], start)]
        if not live:
            return None
        # Languages share words, so the longest phrase tells which it is; of its signs the gravest decides the steps.
        longest = min(live, key=lambda one: (not one[0].sure, -one[1]))[0]
        beside = [sign for sign, _ in live if (sign.language, sign.sure) == (longest.language, longest.sure)]
        return min(beside, key=lambda sign: KINDS.index(sign.kind))

    def _may_stand_in(self, present: frozenset[str]) -> bool:
        """Whether all words of some sign are there, in whatever order: for nearly all messages that is all it takes."""
        longest = present & self._by_longest.keys()
        return any(words <= present for word in longest for words in self._by_longest[word])

    def _heard(self, word: str) -> list[str]:
        """The word if any phrase has it; the Arabic "and" is written on to the word that follows it."""
        if word in self._known:
            return [word]
        if word.startswith(_ARABIC_AND) and word[1:] in self._known:
            return [_ARABIC_AND, word[1:]]
        return [_OTHER]

    def _hushed(self, doc: Doc) -> Callable[[str, list[str], int], bool]:
        ends = {place for place, token in enumerate(doc) if token.text in ENDS}
        ends |= {start for _, start, _ in _found(self._turns, doc)}
        joins: defaultdict[str, set[int]] = defaultdict(set)
        for language, start, _ in _found(self._joins, doc):
            joins[language].add(start)
        whole = _Clauses(ends)
        parted = {language: _Clauses(ends | marks) for language, marks in joins.items()}
        past = list(_found(self._quiet, doc))
        supposed = {(language, whole.at(start)) for language, start, _ in _found(self._supposed, doc)}
        past_in_whole = {(language, whole.at(start)) for language, start, _ in past}
        past_in_parted = {(language, parted.get(language, whole).at(start)) for language, start, _ in past}

        def hushed(language: str, sign: list[str], place: int) -> bool:
            own = (language, whole.at(place))
            if not self._done.get(language, set()).isdisjoint(sign):
                return own in supposed or own in past_in_whole
            return own in supposed or (language, parted.get(language, whole).at(place)) in past_in_parted

        return hushed


class _Clauses:
    """The clauses between breaks, numbered: a message can have a thousand of them, and as many words that ask."""

    def __init__(self, breaks: Iterable[int]) -> None:
        self._breaks = sorted(breaks)

    def at(self, place: int) -> int:
        """The number of the clause that a word stands in."""
        return bisect_right(self._breaks, place)


def _found(matcher: PhraseMatcher, doc: Doc) -> list[tuple[str, int, int]]:
    return [(_NLP.vocab.strings[key], start, end) for key, start, end in matcher(doc)]
