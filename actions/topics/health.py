"""A health worry that is no emergency."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("health")
def health(turn: Turn) -> Plan:
    """111 first, FRANK beside it; samples too where a drink was spiked."""
    if cues.said("spiked", turn.text):
        return Plan("advice", ("utter_spiked_past",), topic="spiked")
    return Plan("advice", ("utter_health",), topic="health")


class ActionHealth(PlannedAction):
    """A health worry that is no emergency."""

    def name(self) -> str:
        return "action_health"

    def plan(self, turn: Turn) -> Plan:
        return health(turn)
