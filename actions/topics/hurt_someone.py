"""Wishes to hurt somebody, and what only sounds like one."""

from __future__ import annotations

from actions.replies.plan import Plan
from actions.replies.planners import again, answers, plan_for
from actions.replies.turn import Turn


@answers("hurt_someone")
def hurt_someone(turn: Turn) -> Plan:
    """Refused kindly, with the police; without a word of hurting anybody, the need goes on or somebody tells."""
    goes_on = again(turn) if turn.topic != "hurt_someone" else None
    if turn.says("threatened"):
        return goes_on or plan_for(turn, "safeguarding_adult")
    if not turn.says("wants_to_hurt"):
        return goes_on or plan_for(turn, "report")
    return Plan("decline", ("utter_hurt_someone",), topic="report")
