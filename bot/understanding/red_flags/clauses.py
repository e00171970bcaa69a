"""Cuts a row of words into clauses, since a word of the past or of doubt speaks for its own clause only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.red_flags.patterns import STOP
from bot.understanding.red_flags.rules import listed
from bot.understanding.red_flags.spelling import OTHER
from bot.understanding.red_flags.words import Row

# After these, "if" and "when" open no clause of their own.
_BEFORE_CONDITION = frozenset(["what", "as", "know", "even", "happens"])


@dataclass(frozen=True)
class Clause:
    """Words `start` to `end` (not included); `opener` says what parted it from the clause before."""

    start: int
    end: int
    sentence: int
    opener: str
    own_subject: bool
    present: bool
    past: bool
    now: bool


def clauses_of(row: Row) -> list[Clause]:
    """Every word belongs to exactly one clause. A full stop lies in that which it ends, and says nothing of it."""
    starts = list(_starts(row))
    made: list[Clause] = []
    sentence = 0
    for place, (start, opener) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(row.words)
        if opener == "stop":
            sentence += 1
        words = [word for word in row.words[start:end] if word != STOP]
        made.append(_clause(start, end, sentence, opener, words))
    return made


def _clause(start: int, end: int, sentence: int, opener: str, words: Sequence[str]) -> Clause:
    seen = frozenset(words)
    return Clause(
        start,
        end,
        sentence,
        opener,
        own_subject=bool(seen & listed("subjects")) or opener == "news",
        present=bool(seen & listed("present")),
        past=bool(seen & listed("past_tense")),
        now=bool(seen & listed("present_day")),
    )


def _starts(row: Row) -> Iterator[tuple[int, str]]:
    before = STOP
    for index, word in enumerate(row.words):
        if word == "my" and listed("about_me").isdisjoint(row.words[index + 1 : index + 3]):
            word = OTHER
        opener = _opener(before, word, index in row.pauses) or _news(row.words, index)
        if opener and word != STOP:
            yield index, opener
        before = word


def _opener(before: str, word: str, pause: bool) -> str:
    joins, turns = listed("joins"), listed("turns")
    if before == STOP:
        return "stop"
    if word in turns or (word == "now" and before in joins | turns):
        return "turn"
    if word in joins:
        return "join"
    if pause:
        return "pause"
    if word in listed("conditions") and before not in _BEFORE_CONDITION | joins | turns:
        return "condition"
    if word == "now" and before not in listed("leads_in") | {"right", "until"}:
        return "turn"
    return "subject" if word in listed("subjects") and not _led_in(before, word) else ""


def _news(words: Sequence[str], index: int) -> str:
    """A new thought without a word that opens it: "the ambulance is", "the fridge wont", "should i"."""
    word, after = words[index], (*words[index + 1 : index + 2], STOP)[0]
    if word in listed("newsworthy") and after in listed("present") | listed("past_tense") | listed("arrivals"):
        return "news"
    return "news" if word in listed("asks") and after in listed("asked") else ""


def _led_in(before: str, subject: str) -> bool:
    """Whether `subject` goes on with a thought: "think he", "would she"; "do hes" and "in he" are two thoughts."""
    if before in listed("auxiliaries") | listed("befores"):
        return subject not in listed("contractions") | {"i"} or (subject == "i" and before in listed("auxiliaries"))
    if before in listed("prepositions"):
        return subject in listed("determiners")
    return before in listed("leads_in")
