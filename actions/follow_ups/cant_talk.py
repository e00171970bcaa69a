"""Cannot speak, cannot hear, or is watched."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


class ActionCantTalk(PlannedAction):
    """Silent ways, with the silent way to 999 among them."""

    def name(self) -> str:
        return "action_cant_talk"

    def plan(self, turn: Turn) -> Plan:
        deaf = cues.DEAF.search(turn.text)
        if deaf and turn.topic is None:
            return Plan("service_info", ("utter_deaf_999",))
        return Plan(turn.carried_on("safeguarding"), ("utter_cant_talk",))
