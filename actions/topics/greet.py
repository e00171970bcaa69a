"""Hello."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def greet(turn: Turn) -> Plan:
    """What the bot can do, with buttons."""
    return Plan("smalltalk", ("utter_greet",))


class ActionGreet(PlannedAction):
    """Hello."""

    def name(self) -> str:
        return "action_greet"

    def plan(self, turn: Turn) -> Plan:
        return greet(turn)
