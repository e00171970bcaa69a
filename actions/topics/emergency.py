"""Someone may die or be hurt now."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.emergency import emergency
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn


class ActionEmergency(PlannedAction):
    """999 first, from any state."""

    def name(self) -> str:
        return "action_emergency"

    def plan(self, turn: Turn) -> Plan:
        return emergency(turn)


class ActionUpdateBetter(PlannedAction):
    """After an emergency, better news: 999 stays named in case it returns."""

    def name(self) -> str:
        return "action_update_better"

    def plan(self, turn: Turn) -> Plan:
        if turn.route == "emergency":
            response = "utter_safe_now" if turn.danger == "attacked" else "utter_emergency_better"
            return Plan("advice", (response,), topic="health")
        return again(turn) or Plan("fallback", ("utter_fallback",), missed=turn.missed + 1)
