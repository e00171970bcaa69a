"""Start again, or: that is not what I meant."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn
from actions.topics.family import family


class ActionStartAgain(PlannedAction):
    """Forgets what was said and shows the choices."""

    def name(self) -> str:
        return "action_start_again"

    def plan(self, turn: Turn) -> Plan:
        return Plan("about_bot", ("utter_start_again",), forget=True)


class ActionNotThat(PlannedAction):
    """Says the topic for whom it is meant for, where the correction names somebody; else owns up and asks again."""

    def name(self) -> str:
        return "action_not_that"

    def plan(self, turn: Turn) -> Plan:
        if turn.topic in (None, "treatment", "family") and cues.said("relation", turn.text):
            return family(turn)
        return Plan("fallback", ("utter_not_that",), missed=turn.missed + 1)
