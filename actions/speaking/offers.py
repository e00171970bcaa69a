"""What the reply before offered is read as a question: the answer is a number, a word of it, or "the first one"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.intents import EMERGENCY, INTENTS
from actions.speaking.plan import Plan
from actions.speaking.services import ORDINALS
from actions.speaking.topics import plan_for
from actions.speaking.turn import Turn

NUMBER = re.compile(r"^\W*(?:no|number|option)?\W*([1-9])\W*(?:pls|please|ta|then)?\W*$", re.I)
SHORT = 6
# Words of a choice that tell nothing of it apart from the others.
EMPTY = frozenset(
    "a an and about at do for help i is it me my of or please someone the to what when where who with you your".split()
)


def chosen(turn: Turn) -> Plan | None:
    """The plan of the choice that this message makes, or None where it makes none."""
    offered = _offered(turn)
    if not offered or turn.intent == EMERGENCY:
        return None
    payload = _by_number(turn, offered) or _by_word(turn, offered)
    intent = payload.lstrip("/") if payload else ""
    return plan_for(turn.answering_as(intent), intent) if intent in INTENTS else None


def _offered(turn: Turn) -> list[tuple[str, str]]:
    """Titles and payloads of the buttons of the reply before."""
    rows = []
    for name in turn.before.said_last:
        variations = turn.wording.get(name.partition(":")[0], ())
        own = next((each for each in variations if each.get("channel") == turn.channel), None)
        row: Mapping[str, Any] = own or next((each for each in variations if not each.get("channel")), {})
        rows += [(str(button["title"]), str(button["payload"])) for button in row.get("buttons") or ()]
    return rows


def _by_number(turn: Turn, offered: list[tuple[str, str]]) -> str | None:
    number = NUMBER.match(turn.text)
    if number:
        return _at(offered, int(number[1]) - 1)
    if turn.reading.act != "pick" or len(turn.text.split()) > SHORT:
        return None
    counted = next((place for pattern, place in ORDINALS if pattern.search(turn.text)), None)
    return None if counted is None else _at(offered, counted)


def _at(offered: list[tuple[str, str]], place: int) -> str | None:
    return offered[place][1] if -1 <= place < len(offered) else None


def _by_word(turn: Turn, offered: list[tuple[str, str]]) -> str | None:
    """One choice alone shares a telling word with a short message."""
    said = set(re.findall(r"[a-z']+", turn.text.lower())) - EMPTY
    if turn.reading.act != "pick" or not said:
        return None
    shared = [payload for title, payload in offered if said & (set(re.findall(r"[a-z']+", title.lower())) - EMPTY)]
    return shared[0] if len(shared) == 1 else None
