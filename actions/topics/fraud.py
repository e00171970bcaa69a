"""Skimming, phishing, scams."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("fraud")
def fraud(turn: Turn) -> Plan:
    """The bank first, since it can still stop the money."""
    response = "utter_fraud_now" if cues.said("call_going_on", turn.text) else "utter_fraud"
    return Plan("fraud", (response,), topic="fraud")


class ActionFraud(PlannedAction):
    """Skimming, phishing, scams."""

    def name(self) -> str:
        return "action_fraud"

    def plan(self, turn: Turn) -> Plan:
        return fraud(turn)
