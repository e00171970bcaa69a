"""After a serious turn: a few words that mean nothing alone can mean that it is happening now.

"He's coming up" after a beating, "done it" after thoughts of suicide: a classifier that sees the words alone takes
these for small talk. Here the turn before counts too.
"""

from __future__ import annotations

from dataclasses import replace

from actions.speaking import cues
from actions.speaking.emergency import WELL_UNDERSTOOD, emergency
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn

SERIOUS = frozenset(
    {"crisis", "safeguarding_child", "safeguarding_adult", "domestic_abuse", "slavery", "report", "police"}
)
# Never what somebody in trouble means without saying so: these need their own words, or the topic goes on.
SMALL_TALK = frozenset({"thanks", "goodbye"})
UNLIKELY = frozenset(
    {"greet", "about_bot", "decline", "hurt_someone", "out_of_scope", "nlu_fallback", "update_better", "start_again"}
)


def goes_on(turn: Turn) -> Plan | None:
    """An emergency that a serious topic has turned into, or that topic again where the words are unclear; else None."""
    if turn.topic not in SERIOUS or "emergency" in (turn.route, turn.intent):
        return None
    kind = _happening_now(turn)
    if kind:
        return emergency(replace(turn, danger=kind))
    if turn.intent in SMALL_TALK and not cues.said(turn.intent, turn.text):
        return again(turn)
    if turn.intent in UNLIKELY and turn.confidence < WELL_UNDERSTOOD and not cues.said("better", turn.text):
        return again(turn)
    return None


def _happening_now(turn: Turn) -> str | None:
    if turn.topic == "crisis":
        calm = any(cues.said(cue, turn.text) for cue in ("thanks", "better"))
        return "suicide-act" if cues.said("act", turn.text) and _short(turn) and not calm else None
    if cues.said("here", turn.text) and not cues.said("away", turn.text):
        return "attacked"
    return None


def _short(turn: Turn) -> bool:
    """A few words, as people answer; a long message is understood by itself."""
    return len(turn.text.split()) <= 8
