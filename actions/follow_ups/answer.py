"""A yes or a no."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn


class ActionAnswer(PlannedAction):
    """The bot asks nothing that must be answered, so a yes or a no keeps to the topic that there is."""

    def name(self) -> str:
        return "action_answer"

    def plan(self, turn: Turn) -> Plan:
        if cues.said("thanked", turn.text):
            return Plan("smalltalk", ("utter_thanks",))
        response = "utter_affirm_nothing" if turn.intent == "affirm" else "utter_deny_nothing"
        return again(turn) or Plan("smalltalk", (response,))
