"""A need that is open goes on where another is only half heard in its middle."""

from __future__ import annotations

from dataclasses import replace

from actions.intents import EMERGENCY, INTENTS, SAME
from actions.replies.needs import ABUSE, NOT_UNDERSTOOD, USED, is_calm, is_serious
from actions.replies.turn import Turn
from actions.topics.files import topics

# Under this another need is more often wrong than the open one: of 33 such turns of the development conversations the
# other was right in 14, the open one in 19.
LIKELY = 0.4
# Needs that are none: whatever is said next may be the first.
NONE_YET = frozenset({EMERGENCY, "out_of_scope"})
# However unlikely, these are no more about something else.
STANDS_ALONE = frozenset({EMERGENCY, "crisis", ABUSE, SAME})
# Others do harm there, to whoever writes or to somebody else.
OF_HARM = frozenset({"slavery", ABUSE, *USED})
# "I'm 14", "im only fourteen tho": words that say no more than that.
AN_AGE = 4


def kept_to_open_need(turn: Turn) -> Turn:
    """The turn as more about the need that is open, where what else was read is too unlikely; else the turn itself."""
    topic, need = turn.topic, turn.reading.need
    if topic is None or topic not in INTENTS or topic in NONE_YET or turn.in_emergency or turn.intent == EMERGENCY:
        return turn
    kept = (_is_an_age, _is_half_heard, _asks_on, _is_at_work, _never_hit, _despairs)
    is_kept = need not in (None, SAME, topic, EMERGENCY) and any(is_so(turn) for is_so in kept)
    if is_kept or _has_its_words(turn):
        return replace(turn, intent=topic, reading=replace(turn.reading, need=SAME))
    return turn


def _is_half_heard(turn: Turn) -> bool:
    """A need that is serious is never dropped for one that is not, nor one that names its person."""
    need = turn.reading.need
    if turn.reading.ask or turn.reading.act or (is_serious(need) and is_calm(turn.topic)) or need == "crisis":
        return False
    if need == "family" and turn.says("relation"):
        return False
    if need == "treatment" and turn.says("still_uses"):
        return False
    return turn.confidence < LIKELY


def _asks_on(turn: Turn) -> bool:
    """Where others do harm "could it make it worse for her" is no question about a drug while none is spoken of."""
    of_nobody_else = not turn.said_substances and not turn.says("relation") and not turn.says("drinks")
    read = turn.reading.need == "advice" or (turn.topic == ABUSE and turn.reading.need == "family")
    return turn.topic in OF_HARM and read and turn.asks and of_nobody_else


def _has_its_words(turn: Turn) -> bool:
    """Where little was understood: a cue by which the open need tells its replies apart ("touched one", of needles)."""
    open_need, read = topics().get(turn.topic or ""), turn.reading
    if open_need is None or read.need in STANDS_ALONE or turn.confidence >= LIKELY:
        return False
    if read.ask or read.act not in (None, *NOT_UNDERSTOOD):
        return False
    return any(turn.says(cue) for case in open_need.cases for cue in (*case.says, *case.heard))


def _is_an_age(turn: Turn) -> bool:
    """ "Hes 13" says how old somebody is and nothing of what they need."""
    is_new = (turn.other_age, turn.young) != (turn.before.other_age, turn.before.young)
    return is_new and len(turn.text.split()) <= AN_AGE


def _is_at_work(turn: Turn) -> bool:
    """Who meets it at work, a pupil or a tenant, is no family, whatever of their families is spoken of."""
    at_work = turn.topic in USED and turn.heard("works_with", turn.topic or "")
    return at_work and turn.reading.need == "family" and not turn.says("relation")


def _never_hit(turn: Turn) -> bool:
    """Violence that is denied, while something calm was spoken of, is not what it is about."""
    return is_calm(turn.topic) and turn.reading.need == ABUSE and turn.says("never_hit")


def _despairs(turn: Turn) -> bool:
    """Who despairs may be somebody close: that makes it no worry about drugs where none are spoken of."""
    speaks_of_use = turn.said_substances or turn.says("drinks")
    return turn.topic == "crisis" and turn.reading.need == "family" and not speaks_of_use
