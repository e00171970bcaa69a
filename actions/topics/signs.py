"""What to look out for, when nothing in particular was seen."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

USUAL = "county-lines"
RESPONSES = {
    "modern-slavery": "utter_signs_slavery",
    "card-skimming": "utter_signs_fraud",
    "phishing": "utter_signs_fraud",
}


def signs(turn: Turn) -> Plan:
    """The topic whose name, or other name, stands in the message; county lines where none does."""
    words = turn.text.lower()
    topic = next((topic for name, topic in turn.directory.sign_topics() if name.lower() in words), USUAL)
    found = turn.directory.signs(topic)
    lines = "\n".join([*filter(None, [found.intro]), *found.signs])
    return Plan("report", (RESPONSES.get(topic, "utter_signs"),), values={"signs": lines}, topic="report")


class ActionSigns(PlannedAction):
    """Tells the signs, then whom to tell."""

    def name(self) -> str:
        return "action_signs"

    def plan(self, turn: Turn) -> Plan:
        return signs(turn)
