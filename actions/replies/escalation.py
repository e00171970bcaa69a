"""After a serious turn: a few words that mean nothing alone can mean that it is happening now.

"He's coming up" after a beating, "done it" after thoughts of suicide: read by themselves these are small talk.
"""

from __future__ import annotations

from dataclasses import replace

from actions.conversation.reading import HOW_IT_GOES
from actions.intents import EMERGENCY, SAME
from actions.replies.emergency import emergency
from actions.replies.needs import is_serious
from actions.replies.outright import threatened_with_death
from actions.replies.plan import Plan
from actions.replies.planners import again
from actions.replies.turn import Turn

SHORT = 8
# Said plainly they are what they seem; else the serious need goes on.
SMALL_TALK = frozenset({"thanks", "goodbye"})


def happening_now(turn: Turn) -> Plan | None:
    """An emergency that a serious need has turned into, or that need again where the words are unclear; else None."""
    if _unwell_again(turn):
        return emergency(turn)
    if _wires_still(turn):
        return emergency(replace(turn, danger="electric"))
    if not is_serious(turn.topic) or turn.topic == EMERGENCY or EMERGENCY in (turn.route, turn.intent):
        return None
    if kind := _kind(turn):
        return emergency(replace(turn, danger=kind))
    if turn.intent in SMALL_TALK and not turn.says(turn.intent) and turn.reading.act not in SMALL_TALK:
        return again(turn)
    return None


def _unwell_again(turn: Turn) -> bool:
    """Better a moment ago, and now "nah i feel weird"."""
    says_nothing_else = turn.reading.ask is None and turn.names_no_need
    is_news = turn.reading.act in HOW_IT_GOES or turn.says("better")
    return turn.before.emergency == "better" and says_nothing_else and not is_news and turn.says("writer_is_patient")


def _wires_still(turn: Turn) -> bool:
    """Wires that were told of as a danger a moment ago, and whom to call for them is asked."""
    is_over = turn.reading.act in HOW_IT_GOES or turn.says("better") or turn.says("false_alarm")
    return turn.before.emergency == "doubtful" and turn.asks and turn.says("cables") and not is_over


def _kind(turn: Turn) -> str | None:
    if turn.topic == "crisis":
        calm = turn.says("thanks") or turn.says("better")
        short = len(turn.text.split()) <= SHORT
        return "suicide-act" if turn.says("suicide_act") and short and not calm else None
    if threatened_with_death(turn):
        return "attacked"
    if turn.topic == "safeguarding_child" and turn.before.about == "other" and turn.says("came_home"):
        return None
    asks = turn.reading.ask is not None or turn.reading.need not in (None, SAME, turn.topic)
    return "attacked" if turn.says("attacker_is_here") and not turn.says("attacker_is_away") and not asks else None
