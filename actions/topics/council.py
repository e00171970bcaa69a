"""Needles on the ground, litter, nuisance."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("council")
def council(turn: Turn) -> Plan:
    """The council; needles are not to be touched."""
    response = "utter_council_needles" if cues.said("needles", turn.text) else "utter_council"
    return Plan("council", (response,), topic="council")


class ActionCouncil(PlannedAction):
    """Needles on the ground, litter, nuisance."""

    def name(self) -> str:
        return "action_council"

    def plan(self, turn: Turn) -> Plan:
        return council(turn)
