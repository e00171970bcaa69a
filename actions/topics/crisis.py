"""Thoughts of suicide or self-harm."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("crisis")
def crisis(turn: Turn) -> Plan:
    """The young hear of Childline; everybody of Samaritans, Shout and 111."""
    response = "utter_crisis_young" if turn.young else "utter_crisis"
    return Plan("crisis", (response,), topic="crisis")


class ActionCrisis(PlannedAction):
    """Thoughts of suicide or self-harm."""

    def name(self) -> str:
        return "action_crisis"

    def plan(self, turn: Turn) -> Plan:
        return crisis(turn)
