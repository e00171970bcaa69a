"""Cuts a row of words into clauses, since a word of the past or of doubt speaks for its own clause only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.red_flags.patterns import STOP
from bot.understanding.red_flags.words import Row

_TURNS = frozenset(["but", "however", "though", "although", "yet"])
_JOINS = frozenset(["and", "or", "so", "then", "because", "plus", "while", "until"])
_CONDITIONS = frozenset(["if", "when", "unless"])
# Someone begins to act here, so a new thought begins, unless the word before leads into it.
_SUBJECTS = frozenset(
    ["he", "she", "hes", "shes", "they", "theyre", "theyve", "i", "im", "ive", "we", "weve", "were_we", "his", "my", "theres", "someone", "somebody", "this"]
)
_LEADS_IN = frozenset(
    ["if", "when", "unless", "that", "think", "thinks", "thought", "what", "say", "says", "said", "because", "whether", "where", "who", "how", "why", "until", "before", "after", "did", "does", "do", "is", "was", "has", "have", "had", "would", "could", "can", "should", "will", "are", "were", "might", "may", "and", "but", "so", "or", "then", "now", "to", "with", "of", "for", "at", "on", "in", "from", "about", "know", "hope", "while", "though", "although", "however", "plus", "yet", "just", "not", "as", "than", "by", "like", "a", "the"]
)
_RELATIONS = frozenset(
    "son daughter mum mom dad brother sister bro sis mate friend boyfriend girlfriend bf gf partner husband wife nan "
    "grandad uncle aunt cousin housemate flatmate neighbour baby kid toddler child".split()
)
_PRESENT = frozenset(
    ["is", "are", "am", "im", "hes", "shes", "theyre", "ive", "theyve", "weve", "isnt", "arent", "aint", "wont", "cant", "cannot", "doesnt", "dont", "has", "hasnt", "havent", "have", "its", "keeps", "wants", "needs", "looks", "says", "goes", "does"]
)
_PAST = frozenset(
    ["was", "were", "had", "did", "went", "wasnt", "werent", "hadnt", "didnt", "couldnt", "wouldnt", "turned", "stopped", "found", "took", "fell", "used", "got", "came", "gave", "collapsed", "overdosed", "passed", "said", "died", "thought", "saw", "had_been", "been"]
)
_NOW = frozenset(["now", "currently", "tonight", "today", "just", "help", "please", "quick", "urgent", "hurry", "asap", "still", "suddenly", "ambulance"])


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
    """Every word belongs to exactly one clause; full stops belong to none."""
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
        own_subject=bool(seen & _SUBJECTS),
        present=bool(seen & _PRESENT),
        past=bool(seen & _PAST),
        now=bool(seen & _NOW),
    )


def _starts(row: Row) -> Iterator[tuple[int, str]]:
    before = STOP
    for index, word in enumerate(row.words):
        if word == "my" and not set(row.words[index + 1 : index + 3]) & _RELATIONS:
            word = ""
        opener = _opener(before, word, index in row.pauses)
        if opener and word != STOP:
            yield index, opener
        before = word


def _opener(before: str, word: str, pause: bool) -> str:
    if before == STOP:
        return "stop"
    if word in _TURNS or (word == "now" and before in _JOINS | _TURNS):
        return "turn"
    if word in _JOINS:
        return "join"
    if pause:
        return "pause"
    if word in _CONDITIONS and before not in ("what", "as", "know", "even", "happens", *_JOINS, *_TURNS):
        return "condition"
    if word == "now" and before not in _LEADS_IN | {"right", "until"}:
        return "turn"
    if word in _SUBJECTS and before not in _LEADS_IN:
        return "subject"
    return ""
