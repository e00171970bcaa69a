"""A need that plain words rule out: what the message is about instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from actions.conversation.reading import Reading
from actions.intents import EMERGENCY, SAME
from actions.replies.needs import ABUSE, is_calm
from actions.replies.turn import Turn


def as_said(turn: Turn) -> Turn:
    """The turn as of the need that its words tell, where another was read that they rule out; else the turn itself."""
    rule = _RULES.get(turn.reading.need or "")
    if rule is None or turn.in_emergency or EMERGENCY in (turn.intent, turn.topic):
        return turn
    need = rule(turn)
    if need is None:
        return turn
    if need == SAME:
        return replace(turn, intent=turn.topic or turn.intent, reading=Reading(SAME, turn.reading.ask))
    return turn.answering_as(need)


def _no_despair(turn: Turn) -> str | None:
    """ "Any point", "should just stop", "more likely to od": with no word of dying they are of what is spoken of."""
    if turn.says("speaks_of_dying"):
        return None
    if turn.says("od_risk"):
        return "advice"
    if turn.topic == "family" and turn.says("other_unwilling"):
        return "family"
    return "treatment" if is_calm(turn.topic) and turn.topic != "family" and turn.says("just_stop") else None


def _no_partner(turn: Turn) -> str | None:
    """Threats of a tenant, and a partner who only is not to know."""
    if not turn.says("relation") and turn.topic and turn.heard("works_with", turn.topic):
        return "police"
    return SAME if is_calm(turn.topic) and turn.says("keeps_from_partner") and not turn.says("afraid_of") else None


def _no_victim(turn: Turn) -> str | None:
    return "advice" if turn.says("laced") else None


def _no_buyer(turn: Turn) -> str | None:
    return "advice" if turn.says("mixing") else None


def _no_prick(turn: Turn) -> str | None:
    unhurt = turn.says("near_miss") or not turn.says("needle_stick")
    return "council" if turn.says("needle_litter") and unhurt else None


def _of_overdose(turn: Turn) -> str | None:
    return "advice" if turn.says("overdose_signs") else None


def _nobody_used(turn: Turn) -> str | None:
    return "law" if turn.topic != "safeguarding_adult" and turn.says("fears_the_law") else None


_RULES: dict[str, Callable[[Turn], str | None]] = {
    "crisis": _no_despair,
    ABUSE: _no_partner,
    "spiked": _no_victim,
    "decline": _no_buyer,
    "health": _no_prick,
    "signs": _of_overdose,
    "safeguarding_adult": _nobody_used,
}
