"""Help with own use, from the local service."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.say import STOP_SUDDENLY
from actions.speaking.topics import topic
from actions.speaking.turn import Turn

# Cities that commission services of their own (facts: Inclusion's area is the county without them).
ELSEWHERE = frozenset({"portsmouth", "southampton"})


@topic("treatment")
def treatment(turn: Turn) -> Plan:
    """What fits: age first, then area, needles or naloxone; some substances must not be stopped at once."""
    if turn.young:
        return Plan("treatment", ("utter_treatment_young",), topic="treatment")
    if turn.area in ELSEWHERE:
        return Plan("treatment", ("utter_treatment_elsewhere",), values={"place": turn.area.title()}, topic="treatment")
    if cues.said("needles", turn.text):
        return Plan("treatment", ("utter_needles",), topic="treatment")
    if turn.substances & STOP_SUDDENLY:
        return Plan("treatment", ("utter_treatment_stop_suddenly",), topic="treatment")
    return Plan("treatment", ("utter_treatment",), topic="treatment")


class ActionTreatment(PlannedAction):
    """Help with own use, from the local service."""

    def name(self) -> str:
        return "action_treatment"

    def plan(self, turn: Turn) -> Plan:
        return treatment(turn)
