"""Finding or hurting someone."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn
from actions.topics.report import report


class ActionHurtSomeone(PlannedAction):
    """Refused kindly, with the police; without a word of hurting or finding anybody, somebody wants to tell."""

    def name(self) -> str:
        return "action_hurt_someone"

    def plan(self, turn: Turn) -> Plan:
        if not cues.said("hurt", turn.text):
            return report(turn)
        return Plan("decline", ("utter_decline_hurt",), topic="report")
