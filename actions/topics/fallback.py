"""What was not understood."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


class ActionFallback(PlannedAction):
    """Says so honestly; the second time running it gives the main numbers at once."""

    def name(self) -> str:
        return "action_fallback"

    def plan(self, turn: Turn) -> Plan:
        response = "utter_fallback_again" if turn.missed else "utter_fallback"
        return Plan("fallback", (response,), missed=turn.missed + 1)
