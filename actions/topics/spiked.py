"""Spiked or assaulted earlier, safe now."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("spiked")
def spiked(turn: Turn) -> Plan:
    """111 for symptoms, the police for samples, with how long these can be taken."""
    response = "utter_assault_past" if cues.said("assault", turn.text) else "utter_spiked_past"
    return Plan("advice", (response,), topic="spiked")


class ActionSpiked(PlannedAction):
    """Spiked or assaulted earlier, safe now."""

    def name(self) -> str:
        return "action_spiked"

    def plan(self, turn: Turn) -> Plan:
        return spiked(turn)
