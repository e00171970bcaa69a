"""Pieces of Markdown that the report is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evaluation.comparison import Row
from evaluation.shares import Share

# What a kind of message is, for readers who never saw the labels.
KINDS = {
    "adversarial": "made to mislead the bot",
    "ambiguous": "can be read in two ways",
    "angry": "angry or swearing",
    "dictation": "spoken to the phone",
    "emoji": "with emoji",
    "false_trigger": "hard words in a harmless place",
    "first_person": "about the writer",
    "gibberish": "no words at all",
    "grp_a_false_alarm": "sounds like an emergency and is none",
    "hypothetical": "supposed, not happening",
    "idiom": "a figure of speech",
    "injection": "tries to give the bot orders",
    "long": "long",
    "multi_intent": "more than one need",
    "negation": "says that something is not so",
    "no_keyword": "names no drug and no danger by its usual word",
    "non_english": "in another language",
    "non_native": "in a learner's English",
    "one_line": "one line",
    "one_word": "one word",
    "oos": "nothing to do with this bot",
    "past": "over, not happening now",
    "polite": "very polite",
    "slang": "slang",
    "sms": "text-message spelling",
    "third_person": "about somebody else",
    "typo": "with slips of the finger",
    "understatement": "makes little of something grave",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers_from: int = 1) -> str:
    """A Markdown table; columns from `numbers_from` on stand to the right."""
    marks = ["---:" if number >= numbers_from else "---" for number in range(len(head))]
    lines = [head, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: Share | None) -> str:
    """The share with its interval, short enough for a cell."""
    if share is None or not share.whole:
        return "–"
    low, high = share.interval
    return f"{share.value:.1%} ({low:.1%}–{high:.1%})"


def of(share: Share | None) -> str:
    """The share as its two counts, which say how much was measured; a dash where nothing was."""
    return "–" if share is None else f"{share.part} of {share.whole}"


def shares(what: str, found: Mapping[str, Share], words: Mapping[str, str] | None = None) -> str:
    """A row for each name, in the order in which they come."""
    rows = [(_named(name, words), of(share), percent(share)) for name, share in found.items()]
    return table([what, "right", "share (95 % interval)"], rows)


def side_by_side(names: Sequence[str], found: Sequence[Mapping[str, Share]]) -> str:
    """The same figures of several sets."""
    head = ["", *(column for name in names for column in (name, "share (95 % interval)"))]
    rows = [
        [figure, *(cell for one in found for cell in (of(one[figure]), percent(one[figure])))] for figure in found[0]
    ]
    return table(head, rows)


def comparison(rows: Iterable[Row]) -> str:
    """Ways of reading, one a row; a note stands under the name it belongs to."""
    pair = ["it right, bot wrong", "bot right, it wrong"]
    head = ["way of reading", "routes right", "emergencies missed", "false alarms", *pair]
    return table(head, [_compared(row) for row in rows])


def matrix(counts: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str]) -> str:
    """Best routes down, given routes across; an empty cell is none."""
    lines = [[name, *(str(number or "") for number in line)] for name, line in zip(rows, counts, strict=True)]
    return table(["best ╲ given", *columns], lines)


def cell(text: str) -> str:
    """Text that cannot break out of its cell, or be read as Markdown or HTML."""
    plain = " ".join(text.split())
    for mark in "\\`*_[]<>|":
        plain = plain.replace(mark, {"<": "&lt;", ">": "&gt;"}.get(mark, "\\" + mark))
    return plain


def _named(name: str, words: Mapping[str, str] | None) -> str:
    meaning = (words or {}).get(name)
    return f"{meaning} (`{name}`)" if meaning else name


def _compared(row: Row) -> list[str]:
    name = f"{row.name}; *{row.note}*" if row.note else row.name
    emergencies = [f"{of(share)}, {percent(share)}" for share in (row.missed, row.alarms)]
    pair = [str(number) if number is not None else "–" for number in (row.gained, row.lost)]
    return [name, percent(row.right), *emergencies, *pair]
