"""Drugs and the law: Release knows."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("law")
def law(turn: Turn) -> Plan:
    """One reply; it gives no legal advice itself."""
    return Plan("advice", ("utter_law",), topic="law")


class ActionLaw(PlannedAction):
    """Drugs and the law: Release knows."""

    def name(self) -> str:
        return "action_law"

    def plan(self, turn: Turn) -> Plan:
        return law(turn)
