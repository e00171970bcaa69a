"""Is it anonymous, is it kept, will they come."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

# Whose way with names can be told; 999 and 101 are spoken of in utter_privacy_police.
NAMELESS = frozenset({"emergency-999", "police-101"})


class ActionPrivacy(PlannedAction):
    """About the police where they are feared, about a shared screen, else about this bot; then about the service.

    The service is the one named now, else the first that was named in the turn before.
    """

    def name(self) -> str:
        return "action_privacy"

    def plan(self, turn: Turn) -> Plan:
        service = next((found for found in (*turn.named, *turn.services) if found not in NAMELESS), None)
        responses = ["utter_privacy"]
        if cues.said("not_police", turn.text):
            responses = ["utter_privacy_not_police"]
        elif turn.route == "emergency" or cues.said("trouble", turn.text):
            responses = ["utter_privacy_police"]
        elif cues.said("shared_screen", turn.text):
            responses = ["utter_privacy_shared_computer"]
        elif turn.named:
            responses = []
        if service:
            responses.append("utter_privacy_service")
        return Plan("privacy", tuple(responses), service=service)
