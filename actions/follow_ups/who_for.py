"""Whom it is for, or how old they are: the topic is said again for them."""

from __future__ import annotations

from dataclasses import replace

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn
from actions.topics.family import family
from actions.topics.treatment import treatment


def _own_use(turn: Turn) -> bool:
    return bool(turn.substances) or cues.said("own_use", turn.text)


class ActionWhoFor(PlannedAction):
    """Own use and somebody else's are two routes, so "it's for my son" moves from one to the other."""

    def name(self) -> str:
        return "action_who_for"

    def plan(self, turn: Turn) -> Plan:
        if turn.intent == "age_young" and turn.young is None:
            turn = replace(turn, young=True)
        if turn.intent == "for_other" and turn.topic in (None, "treatment"):
            return family(turn)
        if turn.intent == "for_me" and (turn.topic in (None, "family") or _own_use(turn)):
            return treatment(turn)
        return again(turn) or treatment(turn)
