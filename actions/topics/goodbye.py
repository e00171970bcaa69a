"""Goodbye."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def goodbye(turn: Turn) -> Plan:
    """Short, with 999 for later."""
    return Plan("smalltalk", ("utter_goodbye",))


class ActionGoodbye(PlannedAction):
    """Goodbye."""

    def name(self) -> str:
        return "action_goodbye"

    def plan(self, turn: Turn) -> Plan:
        return goodbye(turn)
