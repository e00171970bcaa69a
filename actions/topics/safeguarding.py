"""A child or an adult who is used by others, not this minute."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("safeguarding_adult", "safeguarding_child")
def safeguarding(turn: Turn) -> Plan:
    """By whom it is about: the young writer, a child, or an adult."""
    if turn.young:
        return Plan("safeguarding", ("utter_safeguarding_young",), topic="safeguarding_child")
    if turn.intent != "safeguarding_adult" and _about_a_child(turn):
        neglect = cues.said("children", turn.text) and not cues.said("exploited", turn.text)
        response = "utter_safeguarding_child_home" if neglect else "utter_safeguarding_child"
        return Plan("safeguarding", (response,), topic="safeguarding_child")
    response = "utter_safeguarding_self" if cues.said("writer_used", turn.text) else "utter_safeguarding_adult"
    return Plan("safeguarding", (response,), topic="safeguarding_adult")


def _about_a_child(turn: Turn) -> bool:
    return turn.intent == "safeguarding_child" or turn.child_meant or turn.topic == "safeguarding_child"


class ActionSafeguarding(PlannedAction):
    """A child or an adult who is used by others, not this minute."""

    def name(self) -> str:
        return "action_safeguarding"

    def plan(self, turn: Turn) -> Plan:
        return safeguarding(turn)
