"""A need that plain words rule out: what the message is about instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.conversation.reading import Reading
from actions.intents import EMERGENCY, SAME
from actions.replies.needs import ABUSE, OF_USE, is_calm
from actions.replies.turn import Turn

# A cue that rules the need out by itself, and what is meant then: mixing is no buyer's.
MEANT: Mapping[str, tuple[str, str]] = {
    "decline": ("mixing", "advice"),
    "signs": ("overdose_signs", "advice"),
}


def by_words(turn: Turn) -> Turn | None:
    """The turn as of the need that its words tell, where another was read that they rule out; else None."""
    if turn.in_emergency or EMERGENCY in (turn.intent, turn.topic):
        return None
    need = _meant(turn)
    if need == SAME:
        return replace(turn, intent=turn.topic or turn.intent, reading=Reading(SAME, turn.reading.ask))
    return turn.answering_as(need) if need else None


def _meant(turn: Turn) -> str | None:
    read = turn.reading.need or ""
    if read in MEANT:
        cue, need = MEANT[read]
        return need if turn.says(cue) else None
    rule = _RULES.get(read)
    return rule(turn) if rule else None


def _no_despair(turn: Turn) -> str | None:
    """ "Any point", "should just stop", "more likely to od": with no word of dying they are of what is spoken of."""
    if turn.says("speaks_of_dying"):
        return None
    if turn.says("needle_stick") and turn.topic and turn.heard("needles", turn.topic):
        # Of needles that are spoken of: "she scratched herself on one".
        return "council"
    if turn.says("od_risk"):
        return "advice"
    if turn.topic == "family":
        return "family" if turn.says("other_unwilling") else None
    return "treatment" if is_calm(turn.topic) and turn.says("just_stop") else None


def _no_partner(turn: Turn) -> str | None:
    """Threats of a tenant or of those who took over a home, and a partner who only is not to know."""
    if own := _own_use_too(turn):
        return own
    if turn.topic == "safeguarding_adult" and not turn.heard("a_partner", turn.topic):
        return SAME
    if not turn.says("relation") and turn.topic and turn.heard("works_with", turn.topic):
        return "police"
    if not is_calm(turn.topic) or turn.says("afraid_of"):
        return None
    if turn.topic == "family" and turn.says("for_them"):
        # "Where does he go if i make him".
        return "treatment"
    return SAME if turn.says("keeps_from_partner") else None


def _no_victim(turn: Turn) -> str | None:
    """Laced drugs are no victim's; and a test that is asked for is of what was spoken of."""
    if turn.says("laced"):
        return "advice"
    of_health = turn.topic == "health" and turn.reading.ask is not None
    told = turn.says("spiked") or turn.says("assault") or turn.says("sexual_assault")
    return SAME if of_health and not told else None


def _no_facts(turn: Turn) -> str | None:
    """Whoever says that they are hooked, or that somebody close uses, asks no facts unless they ask."""
    if turn.says("is_hooked"):
        return "treatment"
    tells = turn.said_substances and turn.reading.ask is None and not turn.asks
    return "family" if tells and turn.says("somebody_uses") else None


def _no_user(turn: Turn) -> str | None:
    """Whoever worries about somebody else, and asks for themselves, may not use."""
    return "family" if turn.worries and turn.says("me_too") and not turn.says("still_uses") else None


def _own_use_too(turn: Turn) -> str | None:
    """Whoever a partner hurts, and says that they use."""
    tells = turn.topic == ABUSE and turn.says("still_uses")
    return "treatment" if tells and not turn.says("afraid_of") else None


def _no_prick(turn: Turn) -> str | None:
    unhurt = turn.says("near_miss") or not turn.says("needle_stick")
    return "council" if turn.says("needle_litter") and unhurt else None


def _nobody_used(turn: Turn) -> str | None:
    return "law" if turn.topic != "safeguarding_adult" and turn.says("fears_the_law") else None


def _nobody_close(turn: Turn) -> str | None:
    """ "Who can I talk to about drugs": whose they are is not said, and nobody's are spoken of."""
    asks_who = turn.topic is None and turn.reading.ask == "service_info"
    of_somebody = any(turn.says(cue) for cue in ("relation", "another_person", "somebody_close"))
    return "treatment" if asks_who and not of_somebody else None


def _no_child(turn: Turn) -> str | None:
    """Within a family it may be a grown-up who is afraid."""
    is_grown_up = turn.topic == "family" and not turn.young and not turn.child_meant and not turn.says("children")
    return ABUSE if is_grown_up and turn.says("grown_up_afraid") else None


def _sold_there(turn: Turn) -> str | None:
    """Whose home was taken over tells what is done in it, and is no bystander; "who deals with that" is no dealing."""
    if turn.topic in OF_USE and turn.says("deals_with"):
        return SAME
    is_told = turn.topic == "safeguarding_adult" and turn.heard("writer_used", turn.topic)
    return SAME if is_told and not turn.reading.ask and not turn.says("report_it") else None


_RULES: Mapping[str, Callable[[Turn], str | None]] = {
    SAME: _own_use_too,
    "crisis": _no_despair,
    ABUSE: _no_partner,
    "spiked": _no_victim,
    "treatment": _no_user,
    "advice": _no_facts,
    "health": _no_prick,
    "family": _nobody_close,
    "safeguarding_adult": _nobody_used,
    "safeguarding_child": _no_child,
    "report": _sold_there,
}
