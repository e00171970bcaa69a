"""Thank you."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

PLAIN = 0.9
FEWEST_WORDS = 3


def thanks(turn: Turn) -> Plan:
    """Short, and open for more; emoji and scraps without a word of thanks are not understood."""
    if not cues.said("thanks", turn.text) and not _in_words(turn):
        return Plan("fallback", ("utter_fallback",), missed=turn.missed + 1)
    return Plan("smalltalk", ("utter_thanks",))


def _in_words(turn: Turn) -> bool:
    """A kind sentence without any of the usual words: "you have been so patient with me"."""
    return turn.confidence >= PLAIN and len(turn.text.split()) >= FEWEST_WORDS


class ActionThanks(PlannedAction):
    """Thank you."""

    def name(self) -> str:
        return "action_thanks"

    def plan(self, turn: Turn) -> Plan:
        return thanks(turn)
