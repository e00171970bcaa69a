"""Hello."""

from __future__ import annotations

import re

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

# No greeting of ours is four letters long without a vowel; a hand laid on the keys is.
KEYS = re.compile(r"[b-df-hj-np-tv-xz]{4,}", re.I)


def greet(turn: Turn) -> Plan:
    """What the bot can do, with buttons."""
    if KEYS.fullmatch(turn.text):
        return Plan("fallback", ("utter_fallback",), missed=turn.missed + 1)
    return Plan("smalltalk", ("utter_greet",))


class ActionGreet(PlannedAction):
    """Hello."""

    def name(self) -> str:
        return "action_greet"

    def plan(self, turn: Turn) -> Plan:
        return greet(turn)
