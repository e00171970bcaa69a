"""Getting, making, hiding or selling drugs, and cheating tests."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def decline(turn: Turn) -> Plan:
    """Refused kindly, with FRANK."""
    response = "utter_decline_test" if cues.TEST.search(turn.text) else "utter_decline"
    return Plan("decline", (response,), topic="advice")


class ActionDecline(PlannedAction):
    """Getting, making, hiding or selling drugs, and cheating tests."""

    def name(self) -> str:
        return "action_decline"

    def plan(self, turn: Turn) -> Plan:
        return decline(turn)
