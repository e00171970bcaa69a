"""Whom it is for, how old they are, that it was wrong: the need is said anew for what is known now."""

from __future__ import annotations

from dataclasses import replace

from actions.replies.plan import Plan
from actions.replies.planners import again, answers, plan_for
from actions.replies.turn import Turn


@answers("start_again")
def start_again(turn: Turn) -> Plan:
    """Forgets what was said and shows the choices; after thoughts of suicide "end it" may mean something else.

    Where a channel asks for the choices itself nothing is in doubt.
    """
    if turn.topic == "crisis" and not turn.text.startswith("/") and (plan := again(turn)):
        return plan
    return Plan("about_bot", ("utter_start_again",), forget=True)


@answers("not_that")
def not_that(turn: Turn) -> Plan:
    """Says the need anew for what is known now; with none open it owns up and asks again."""
    if turn.topic in (None, "treatment", "family") and turn.says("relation"):
        return plan_for(turn, "family")
    return again(turn) or Plan("fallback", ("utter_not_that",), missed=turn.missed + 1)


@answers("for_me", "for_other", "age_young")
def who_for(turn: Turn) -> Plan:
    """Own use and somebody else's are two routes, so "it's for my son" moves from one to the other."""
    if turn.intent == "age_young" and turn.young is None:
        turn = replace(turn, young=True)
    if turn.intent == "for_other" and turn.topic in (None, "treatment"):
        return plan_for(turn, "family")
    if turn.intent == "for_me" and (turn.topic in (None, "family") or _own_use(turn)):
        return plan_for(turn, "treatment")
    return again(turn) or plan_for(turn, "treatment")


def _own_use(turn: Turn) -> bool:
    return bool(turn.said_substances) or turn.says("own_use")
