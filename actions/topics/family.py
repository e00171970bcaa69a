"""Worried about somebody else, or carrying the weight of it."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("family")
def family(turn: Turn) -> Plan:
    """Drink has its own family groups; a child of someone who uses has Childline."""
    if cues.said("bereaved", turn.text):
        return Plan("family", ("utter_family_bereaved",), topic="family")
    if turn.young:
        return Plan("family", ("utter_family_young",), topic="family")
    if cues.said("naloxone", turn.text):
        return Plan("family", ("utter_family_naloxone",), topic="family")
    if turn.substances == {"alcohol"}:
        return Plan("family", ("utter_family_alcohol",), topic="family")
    response = "utter_family_groups" if cues.said("groups", turn.text) else "utter_family"
    return Plan("family", (response,), topic="family")


class ActionFamily(PlannedAction):
    """Worried about somebody else, or carrying the weight of it."""

    def name(self) -> str:
        return "action_family"

    def plan(self, turn: Turn) -> Plan:
        return family(turn)
