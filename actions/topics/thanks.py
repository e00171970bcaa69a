"""Thank you."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def thanks(turn: Turn) -> Plan:
    """Short, and open for more; emoji and scraps without a word of thanks are not understood."""
    if not cues.said("thanks", turn.text):
        return Plan("fallback", ("utter_fallback",), missed=turn.missed + 1)
    return Plan("smalltalk", ("utter_thanks",))


class ActionThanks(PlannedAction):
    """Thank you."""

    def name(self) -> str:
        return "action_thanks"

    def plan(self, turn: Turn) -> Plan:
        return thanks(turn)
