"""A partner who hurts or controls, not this minute."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("domestic_abuse")
def domestic_abuse(turn: Turn) -> Plan:
    """The helpline, the police, and 999 when it happens; for the young, those who protect children."""
    if turn.young:
        return Plan("safeguarding", ("utter_safeguarding_young",), topic="safeguarding_child")
    return Plan("safeguarding", ("utter_domestic_abuse",), topic="domestic_abuse")


class ActionDomesticAbuse(PlannedAction):
    """A partner who hurts or controls, not this minute."""

    def name(self) -> str:
        return "action_domestic_abuse"

    def plan(self, turn: Turn) -> Plan:
        return domestic_abuse(turn)
