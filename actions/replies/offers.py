"""What the reply before offered is read as a question: the answer is a number, a word of it, or "the first one"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.intents import EMERGENCY, INTENTS
from actions.replies.services import ORDINALS
from actions.replies.turn import Turn

NUMBER = re.compile(r"^\W*(?:no|number|option)?\W*([1-9])\W*(?:pls|please|ta|then)?\W*$", re.I)
SHORT = 6
# A button's title and payload.
Choice = tuple[str, str]
# Words of a choice that tell nothing of it apart from the others.
EMPTY = frozenset(
    "a an and about at do for help i is it me my of or please someone the to what when where who with you your".split()
)


def as_chosen(turn: Turn) -> Turn:
    """The turn as a message of the choice that it makes, in the button's words; itself where it makes none."""
    offered = _offered(turn)
    if not offered or turn.intent == EMERGENCY:
        return turn
    found = _by_number(turn, offered) or _by_name(turn, offered) or _by_word(turn, offered)
    intent = found[1].lstrip("/") if found else ""
    return replace(turn.answering_as(intent), text=found[0]) if found and intent in INTENTS else turn


def _offered(turn: Turn) -> list[Choice]:
    """The buttons of the reply before."""
    rows: list[Choice] = []
    for name in turn.before.said_last:
        variations = turn.wording.get(name.partition(":")[0], ())
        own = next((each for each in variations if each.get("channel") == turn.channel), None)
        row: Mapping[str, Any] = own or next((each for each in variations if not each.get("channel")), {})
        rows += [(str(button["title"]), str(button["payload"])) for button in row.get("buttons") or ()]
    return rows


def _by_number(turn: Turn, offered: list[Choice]) -> Choice | None:
    number = NUMBER.match(turn.text)
    if number:
        return _at(offered, int(number[1]) - 1)
    if turn.reading.act != "pick" or len(turn.text.split()) > SHORT:
        return None
    counted = next((place for pattern, place in ORDINALS if pattern.search(turn.text)), None)
    return None if counted is None else _at(offered, counted)


def _at(offered: list[Choice], place: int) -> Choice | None:
    return offered[place] if -1 <= place < len(offered) else None


def _by_name(turn: Turn, offered: list[Choice]) -> Choice | None:
    """The button itself was pressed, or its words were typed."""
    said = turn.text.strip(" .!").casefold()
    return next((choice for choice in offered if said in (choice[0].casefold(), choice[1])), None)


def _by_word(turn: Turn, offered: list[Choice]) -> Choice | None:
    """One choice alone shares a telling word with a short message."""
    said = set(re.findall(r"[a-z']+", turn.text.lower())) - EMPTY
    if turn.reading.act != "pick" or not said:
        return None
    shared = [choice for choice in offered if said & (set(re.findall(r"[a-z']+", choice[0].lower())) - EMPTY)]
    return shared[0] if len(shared) == 1 else None
