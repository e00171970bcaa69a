"""What this is and what it can do."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


def about_bot(turn: Turn) -> Plan:
    """A computer, what it is for, and the choices."""
    return Plan("about_bot", ("utter_about_bot",))


class ActionAboutBot(PlannedAction):
    """What this is and what it can do."""

    def name(self) -> str:
        return "action_about_bot"

    def plan(self, turn: Turn) -> Plan:
        return about_bot(turn)
