"""A reply with its layout as rows for a page without a script: words, steps in a list, a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.engine.reply import Message, beside_words, spoken

Layouts = Mapping[str, Any]


def layout_of(messages: Sequence[Message]) -> Layouts:
    """How it is laid out (`layout.py`); empty where there was nothing to lay out."""
    found: Layouts = beside_words(messages).get("layout", {})
    return found


def easy_of(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """The reply in easy read: messages with words, language and the names of pictures; none where it has none."""
    return list(beside_words(messages).get("easy", ()))


def rows_of(messages: Sequence[Message]) -> list[tuple[list[Any], str]]:
    """Each message as rows, with its language: a line is its words, steps are a list, a card is itself."""
    said = ((message["text"].split("\n"), language) for message, language in spoken(messages))
    return _laid_out(said, layout_of(messages))


def easy_rows_of(messages: Sequence[Message]) -> list[tuple[list[Any], str]]:
    """The same for easy read, where each row or step is a pair: the name of its picture, and what it says."""
    layout = layout_of(messages).get("easy", {})
    card = layout.get("card", {})
    said = []
    for number, row in enumerate(easy_of(messages)):
        lines: list[Any] = row["text"].split("\n")
        if card.get("message") == number:
            lines[card["line"]] = card
        said.append((list(zip(row["pictures"], lines, strict=True)), row["language"]))
    if access := layout.get("access"):
        said.append((list(zip(access["pictures"], access["text"].split("\n"), strict=True)), access["language"]))
    return _laid_out(said, {"steps": layout.get("steps", {})})


def _laid_out(said: Iterable[tuple[list[Any], str]], layout: Layouts) -> list[tuple[list[Any], str]]:
    found: list[tuple[list[Any], str]] = []
    for number, (rows, language) in enumerate(said):
        if (card := layout.get("card", {})).get("message") == number:
            rows[card["line"]] = card
        found.append((rows, language))
    if steps := layout.get("steps"):
        _number([rows for rows, _ in found], **steps)
    return [(rows, language) for rows, language in found if rows]


def _number(said: list[list[Any]], *, message: int, to: int, then: int, **start: int) -> None:
    """Puts the steps into a list of their own; of a message that has nothing else no row is left."""
    more = said[message + 1][:then] if then else []
    lines = slice(start["from"], to)
    said[message][lines] = [[*said[message][lines], *more]]
    if more:
        del said[message + 1][:then]
