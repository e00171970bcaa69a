"""What it is about again once an emergency is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.intents import EMERGENCY, INTENTS
from actions.replies.turn import Turn

# Kinds of danger where somebody else is the danger: nobody is told to stay with them.
FROM_PEOPLE = frozenset({"attacked"})
HEALTH = "health"
OF_THE_NEWS = frozenset({EMERGENCY, "update_over"})


def once_over(turn: Turn) -> Turn:
    """What is asked in one breath with the news is of no emergency, whose reply would open it again."""
    if turn.now.emergency != "over" or turn.topic != EMERGENCY or turn.intent in OF_THE_NEWS:
        return turn
    return replace(turn, before=replace(turn.before, topic=topic_before(turn)))


def topic_before(turn: Turn) -> str | None:
    """After an emergency a question is about health, after violence about the need that was open before it."""
    if turn.topic != EMERGENCY:
        return turn.topic
    return (need_said(turn.before.said) if turn.before.danger in FROM_PEOPLE else None) or HEALTH


def need_said(said: Sequence[str]) -> str | None:
    """The need that was answered last, by the names of the responses."""
    for name in reversed(said):
        needs = [row.name for row in INTENTS.values() if row.kind == "need" and row.name != EMERGENCY]
        found = [need for need in needs if name.startswith(f"utter_{need}")]
        if found:
            return max(found, key=len)
    return None
