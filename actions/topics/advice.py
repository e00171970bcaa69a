"""Facts about drugs: FRANK has them, not this bot."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("advice")
def advice(turn: Turn) -> Plan:
    """Signs of an overdose are told in full; naloxone has facts of its own."""
    if cues.said("naloxone", turn.text):
        return Plan("advice", ("utter_naloxone",), topic="advice")
    if cues.said("overdose_signs", turn.text):
        signs = "\n".join(turn.directory.signs("overdose").signs)
        return Plan("advice", ("utter_advice_overdose_signs",), values={"signs": signs}, topic="advice")
    return Plan("advice", ("utter_advice",), topic="advice")


class ActionAdvice(PlannedAction):
    """Facts about drugs: FRANK has them, not this bot."""

    def name(self) -> str:
        return "action_advice"

    def plan(self, turn: Turn) -> Plan:
        return advice(turn)
