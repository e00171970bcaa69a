"""Finding or hurting someone."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn
from actions.topics.report import report


class ActionHurtSomeone(PlannedAction):
    """Refused kindly, with the police; without a word of hurting anybody, the topic goes on or somebody tells."""

    def name(self) -> str:
        return "action_hurt_someone"

    def plan(self, turn: Turn) -> Plan:
        if not cues.said("hurt", turn.text):
            return again(turn) or report(turn)
        return Plan("decline", ("utter_decline_hurt",), topic="report")
