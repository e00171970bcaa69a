"""Other crime, over for now."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("police")
def police(turn: Turn) -> Plan:
    """101, and 999 when it happens; after a sexual assault, 111 and samples too."""
    if cues.said("sexual_assault", turn.text):
        return Plan("police", ("utter_assault_past",), topic="spiked")
    return Plan("police", ("utter_police",), topic="police")


class ActionPolice(PlannedAction):
    """Other crime, over for now."""

    def name(self) -> str:
        return "action_police"

    def plan(self, turn: Turn) -> Plan:
        return police(turn)
