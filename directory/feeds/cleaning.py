"""Text of strangers, made into plain sentences: no markup, nothing that steers a terminal, no placeholders."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

BLOCKS = frozenset("address article br dd div dt h1 h2 h3 h4 h5 h6 hr li ol p section table td th tr ul".split())
BLOCK_GAP = "\n\n"
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
UNSEEN = re.compile(r"<(script|style|template|head|title|iframe|object)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.I)
# Some feeds escape their markup once more than they should, and some twice.
MOST_PASSES = 3
# Far more than is kept.
LONGEST_READ = 20_000
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")
# A letter has a few of these on it at the most.
MARKS = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
ENDS = tuple(".!?:;,")


def clean(value: Any) -> str | None:
    """The text, or None where nothing is left of it. Numbers stand for themselves, all else is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = TERMINAL.sub("", str(value)[:LONGEST_READ])
    for _ in range(MOST_PASSES):
        if not re.search(r"[<&]", text):
            break
        text = _without_markup(text)
    text = MARKS.sub(r"\1", unicodedata.normalize("NFC", text))
    text = "".join(_shown(letter) for letter in text)
    # Curly brackets are placeholders in our own files.
    text = text.translate({ord("{"): "(", ord("}"): ")", ord("<"): None, ord(">"): None})
    return _in_one_line(text) or None


def sentences(text: str) -> list[str]:
    """The text cut behind each full stop, question or exclamation mark."""
    return [sentence for sentence in SENTENCE_END.split(text) if sentence]


def shortened(text: str, longest: int) -> str:
    """Its first sentences, as many as fit; of one that does not fit its first words."""
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > longest:
            break
        kept = longer
    return kept or f"{text[:longest].rsplit(' ', 1)[0]} …"


def _shown(letter: str) -> str:
    if letter in "\n\r\t\v\f\u2028\u2029":
        return "\n" if letter != "\t" else " "
    # Controls, marks of direction, halves of characters and what has no meaning.
    return "" if unicodedata.category(letter).startswith("C") else letter


def _in_one_line(text: str) -> str:
    lines = [" ".join(line.split()) for line in re.split(r"\n\s*\n", text)]
    kept = [line for line in lines if line]
    ended = [line if line.endswith(ENDS) else f"{line}." for line in kept[:-1]]
    return " ".join([*ended, *kept[-1:]])


def _without_markup(text: str) -> str:
    """What a browser would show, with an empty line where a block begins or ends. Nothing here reads a letter twice."""
    text = UNSEEN.sub("", COMMENT.sub("", text))
    return html.unescape(TAG.sub(lambda tag: BLOCK_GAP if tag[1].lower() in BLOCKS else "", text))
