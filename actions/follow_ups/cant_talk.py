"""Cannot speak, cannot hear, or is watched."""

from __future__ import annotations

import re

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

# What 999's silent solution asks mobiles to press: alone in a message it is no age but a cry for help.
SILENT_CALL = re.compile(r"\W*5\s*5\W*")


class ActionCantTalk(PlannedAction):
    """Silent ways, with the silent way to 999 among them."""

    def name(self) -> str:
        return "action_cant_talk"

    def plan(self, turn: Turn) -> Plan:
        return cant_talk(turn)


def silent_call() -> Plan:
    """How to reach 999 without a voice, for who types what a silent caller is asked to press."""
    return Plan("emergency", ("utter_emergency_cant_talk",), values={"steps": ""}, topic="emergency", danger="unknown")


def cant_talk(turn: Turn) -> Plan:
    """The silent ways that fit what was spoken of before."""
    deaf = cues.said("deaf", turn.text)
    if deaf and turn.topic is None:
        return Plan("service_info", ("utter_deaf_999",))
    response = "utter_cant_talk_abuse" if turn.topic == "domestic_abuse" else "utter_cant_talk"
    return Plan(turn.carried_on("safeguarding"), (response,))
