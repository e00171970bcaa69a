"""Trafficking, forced work, forced sex work."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("slavery")
def slavery(turn: Turn) -> Plan:
    """The helpline first, the police where there is danger; for the young, those who protect children."""
    if turn.young:
        return Plan("safeguarding", ("utter_safeguarding_young",), topic="safeguarding_child")
    return Plan("slavery", ("utter_slavery",), topic="slavery")


class ActionSlavery(PlannedAction):
    """Trafficking, forced work, forced sex work."""

    def name(self) -> str:
        return "action_slavery"

    def plan(self, turn: Turn) -> Plan:
        return slavery(turn)
