"""The labelled conversations of data/conversations: what was said, what it means, and in what situation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from actions.intents import EMERGENCY, SAME, labelled
from bot.settings import ROOT
from bot.understanding.normalise import normalise

FOLDER = ROOT / "data" / "conversations"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class WrongConversation(Exception):
    """A label that means nothing; the message names file, conversation and label."""


@dataclass(frozen=True)
class LabelledTurn:
    """One message with its meaning. `before` is the situation in which it was said, as the labels before it tell."""

    text: str
    reading: Reading
    before: Situation
    routes: tuple[str, ...]
    which: str | None

    @property
    def intent(self) -> str | None:
        """What is answered first."""
        return self.reading.primary(self.before.after(self.reading).topic)


@dataclass(frozen=True)
class LabelledConversation:
    """One conversation of the files."""

    id: str
    channel: str
    turns: tuple[LabelledTurn, ...]


def read_conversations(folder: Path = FOLDER) -> list[LabelledConversation]:
    """All of them, in the order of the files; raises WrongConversation."""
    return [
        _conversation(entry, path.name)
        for path in sorted(folder.glob("*.yml"))
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)["conversations"]
    ]


def _conversation(entry: Mapping[str, Any], file: str) -> LabelledConversation:
    turns = tuple(_turns(entry, f"{file}: {entry['id']}"))
    return LabelledConversation(str(entry["id"]), str(entry["channel"]), turns)


def _turns(entry: Mapping[str, Any], where: str) -> Iterator[LabelledTurn]:
    before = Situation()
    for row in entry["turns"]:
        reading = _reading(row, where)
        before = _taken_for_danger(before) if _ends_what_was_none(before, reading) else before
        routes = tuple(row["routes"])
        turn = LabelledTurn(normalise(row["say"]), reading, before, routes, row.get("which"))
        yield turn
        before = remembered(before, turn)


def _ends_what_was_none(before: Situation, reading: Reading) -> bool:
    """Good news of a danger that nobody told of: the bot had taken calm words for one."""
    return reading.act == "update_over" and before.route is not None and before.emergency is None


def _taken_for_danger(before: Situation) -> Situation:
    return replace(before, topic=EMERGENCY, route="emergency", last_act=EMERGENCY, emergency="open")


def remembered(before: Situation, turn: LabelledTurn) -> Situation:
    """What the bot will remember, as far as labels tell: the actions remember more, and from their own replies."""
    after = before.after(turn.reading)
    act = turn.reading.act
    about = {"for_me": "me", "for_other": "other"}.get(act or "", before.about)
    return replace(after, route=turn.routes[0], last_act=turn.intent, about=about)


def _reading(row: Mapping[str, Any], where: str) -> Reading:
    needs = {**labelled("need"), SAME: SAME}
    return Reading(
        need=_name(row, "need", needs, where),
        ask=_name(row, "ask", labelled("question"), where),
        act=_name(row, "act", labelled("act"), where),
    )


def _name(row: Mapping[str, Any], part: str, names: Mapping[str, str], where: str) -> str | None:
    label = row.get(part)
    if label is None:
        return None
    if label not in names:
        raise WrongConversation(f"data/conversations/{where}: {part} {label!r} is none of {', '.join(sorted(names))}")
    return names[label]
