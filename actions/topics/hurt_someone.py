"""Finding or hurting someone."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def hurt_someone(turn: Turn) -> Plan:
    """Refused kindly, with the police and, for anger at dealers, Crimestoppers."""
    return Plan("decline", ("utter_decline_hurt",), topic="report")


class ActionHurtSomeone(PlannedAction):
    """Finding or hurting someone."""

    def name(self) -> str:
        return "action_hurt_someone"

    def plan(self, turn: Turn) -> Plan:
        return hurt_someone(turn)
