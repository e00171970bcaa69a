"""Where a long reply may be cut: between paragraphs, lines, sentences or words, never before a number to call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Fits = Callable[[str], bool]

LINE_ENDS = re.compile(r"\n+")
SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +")
WORD_ENDS = re.compile(r"\s+")
# No line leads to 999: it stands by itself.
TO_CALL = re.compile(r"\b(?!999\b)\d{3}")
# A number in what is left of the sentence: its name stands before the cut.
NUMBER_AHEAD = re.compile(r"[^.!?\n]*\d")


def cut(paragraphs: list[str], fits: Fits, *, at_any_line: bool = False) -> tuple[str, list[str]]:
    """As many paragraphs and then lines as fit, and the paragraphs left, the first perhaps in part.

    Always takes something. `paragraphs` is not empty, and one character fits. A line that leads to a number stays with
    it, but for `at_any_line`, where the rest is sent at once.
    """
    count = next((count for count in range(len(paragraphs), 0, -1) if fits("\n".join(paragraphs[:count]))), 0)
    taken, rest = paragraphs[:count], paragraphs[count:]
    if rest:
        head, tail = _split(
            rest[0], lambda piece: fits("\n".join([*taken, piece])), must=not taken, at_any_line=at_any_line
        )
        taken, rest = [*taken, *filter(None, [head])], [tail, *rest[1:]]
    return "\n".join(taken), [text for text in rest if text]


def _split(paragraph: str, fits: Fits, *, must: bool, at_any_line: bool) -> tuple[str, str]:
    """The longest beginning that fits, by line, and where it must be something, else by sentence, else by word."""
    for ends in (LINE_ENDS, SENTENCE_ENDS, WORD_ENDS) if must else (LINE_ENDS,):
        for head, tail in _cuts(paragraph, ends):
            apart = not at_any_line and _leads(head, tail) if ends is LINE_ENDS else NUMBER_AHEAD.match(tail)
            if fits(head) and not apart:
                return head, tail
    return _anywhere(paragraph, fits) if must else ("", paragraph)


def _leads(head: str, tail: str) -> bool:
    """Whether the line before the cut ends in a colon, or has no number to call where the one after it has."""
    line, following = head.rsplit("\n", 1)[-1], tail.split("\n", 1)[0]
    return line.endswith(":") or bool(TO_CALL.search(following) and not TO_CALL.search(line))


def _cuts(paragraph: str, ends: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The latest first."""
    found = [match for match in ends.finditer(paragraph) if match.start() and match.end() < len(paragraph)]
    yield from ((paragraph[: match.start()], paragraph[match.end() :]) for match in reversed(found))


def _anywhere(paragraph: str, fits: Fits) -> tuple[str, str]:
    """Between words that are no number, else between letters: for what nobody wrote to be sent."""
    for head, tail in _cuts(paragraph, WORD_ENDS):
        if fits(head) and not (head[-1].isdecimal() and tail[0].isdecimal()):
            return head, tail
    length = next(length for length in range(len(paragraph), 0, -1) if length == 1 or fits(paragraph[:length]))
    return paragraph[:length], paragraph[length:]
