"""The situation as the encoder and the classifier read it: a few words, and the same as flags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from actions.conversation.situation import Situation, State
from actions.intents import INTENTS, of_kind
from actions.replies.plan import Route

STATES: Sequence[str] = get_args(State)
_FLAGS: tuple[tuple[str, str], ...] = (
    *(("topic", need) for need in of_kind("need")),
    *(("route", route) for route in get_args(Route)),
    *(("emergency", state) for state in STATES),
    *(("last_act", intent) for intent in INTENTS),
    *(("about", who) for who in ("me", "other")),
)
_PLACES = {flag: place for place, flag in enumerate(_FLAGS, start=1)}
_FIELDS = tuple(dict.fromkeys(field for field, _ in _FLAGS))
WIDTH = len(_FLAGS) + 1
# After weak signs the words are those of a calm conversation, and a flag tells them apart.
ENCODED = frozenset(STATES) - {"doubtful"}


def context_words(before: Situation) -> str:
    """Words before a message that say what came before; none at the start of a conversation."""
    if before.route is None:
        return ""
    said = [
        (before.topic or "nothing").replace("_", " "),
        f"emergency {before.emergency}" if before.emergency in ENCODED else "",
        (before.last_act or "").replace("_", " "),
    ]
    return " ; ".join(filter(None, said))


def context_flags(before: Situation) -> list[float]:
    """One number a flag; all zeros but the first at the start of a conversation."""
    flags = [0.0] * WIDTH
    flags[0] = float(before.route is None)
    for field in _FIELDS:
        if (place := _PLACES.get((field, getattr(before, field)))) is not None:
            flags[place] = 1.0
    return flags
