"""Getting, making, hiding or selling drugs, and cheating tests."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn
from actions.topics.treatment import treatment


class ActionDecline(PlannedAction):
    """Refused kindly, with FRANK; needles and naloxone are no drugs, and who asks for help gets it."""

    def name(self) -> str:
        return "action_decline"

    def plan(self, turn: Turn) -> Plan:
        if any(cues.said(cue, turn.text) for cue in ("needles", "naloxone", "help_wanted")):
            return treatment(turn)
        response = "utter_decline_test" if cues.said("test", turn.text) else "utter_decline"
        return Plan("decline", (response,), topic="advice")
