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
        deaf = cues.said("deaf", turn.text)
        if deaf and turn.topic is None:
            return Plan("service_info", ("utter_deaf_999",))
        response = "utter_cant_talk_abuse" if turn.topic == "domestic_abuse" else "utter_cant_talk"
        return Plan(turn.carried_on("safeguarding"), (response,))
