"""A need that is said outright, in words too broken to be understood, or where they were taken for another one."""

from __future__ import annotations

from dataclasses import replace

from actions.intents import EMERGENCY
from actions.replies.needs import ABUSE, NOT_UNDERSTOOD, is_serious
from actions.replies.settled import FROM_PEOPLE
from actions.replies.turn import Turn

# There the one who is feared may be a parent, or the boss.
FEARED = frozenset({ABUSE, "slavery"})
# What a cue means there.
MEANT = {"needs_a_fix": "treatment", "wrong_medicine": "health", "watched": "cant_talk"}
# A cry of danger is longer; what is heard as one of so few words, without a sign of it, is the violence that they say.
FEW_WORDS = 6


def as_said_outright(turn: Turn) -> Turn:
    """The turn as what its words say outright, above all violence by somebody close; itself anywhere else."""
    if turn.in_emergency:
        return turn
    if meant := _misread(turn):
        return turn.answering_as(meant)
    if not (_is_hit(turn) or _fears_for_life(turn)):
        return turn
    # Where they speak of violence, 999 belongs in front, whatever the chances were.
    return replace(turn.answering_as(ABUSE), doubt=turn.doubt or turn.intent == EMERGENCY)


def _misread(turn: Turn) -> str | None:
    """What is meant, where too little of it was understood, or facts were seen in it where it is about health.

    After violence whoever did it may come again: that is the police's.
    """
    if turn.before.danger in FROM_PEOPLE and turn.says("comes_back") and not is_serious(turn.reading.need):
        return "police"
    if turn.intent in {*NOT_UNDERSTOOD, "vent"} and turn.says("withdraws"):
        return "treatment"
    if turn.intent in NOT_UNDERSTOOD:
        of_a_service = turn.services and turn.says("by_text") and not turn.says("send_help")
        return turn.first_said(MEANT) or ("cant_talk" if of_a_service else None)
    if turn.intent != "advice" or turn.asks or turn.says("relation") or turn.says("another_person"):
        return None
    is_mixed = len(turn.said_substances) > 1 and turn.says("swallowed")
    is_about_now = turn.says("is_drunk") or is_mixed
    return "health" if is_about_now else None


def _is_hit(turn: Turn) -> bool:
    return turn.says("hit_by_somebody_close") and not turn.says("never_hit") and _is_weaker_than_that(turn)


def _fears_for_life(turn: Turn) -> bool:
    """Within a need that is serious it may be happening now: `escalation` answers that."""
    return not is_serious(turn.topic) and threatened_with_death(turn) and _is_weaker_than_that(turn)


def threatened_with_death(turn: Turn) -> bool:
    """Somebody will kill the writer. Of a parent or a teacher people say so in fun, unless they are who is violent."""
    is_feared = turn.topic in FEARED or turn.heard("a_parent_hits", turn.topic or "")
    in_fun = turn.says("would_be_cross") and not is_feared
    return turn.says("threatens_to_kill") and not in_fun


def _is_weaker_than_that(turn: Turn) -> bool:
    if turn.intent == EMERGENCY:
        is_short = len(turn.text.split()) <= FEW_WORDS
        return is_short and turn.before.emergency is None and turn.danger is None and turn.reading.instead is not None
    return not turn.reading.ask and not is_serious(turn.reading.need)
