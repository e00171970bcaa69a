"""What this bot is not for."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def out_of_scope(turn: Turn) -> Plan:
    """Says so, and what it is for."""
    return Plan("fallback", ("utter_out_of_scope",))


class ActionOutOfScope(PlannedAction):
    """What this bot is not for."""

    def name(self) -> str:
        return "action_out_of_scope"

    def plan(self, turn: Turn) -> Plan:
        return out_of_scope(turn)
