"""What is asked by somebody whom a partner hurts or controls: the helpline stays first, and nobody is refused."""

from __future__ import annotations

from collections.abc import Mapping

from actions.intents import EMERGENCY
from actions.replies.needs import ABUSE
from actions.replies.plan import Plan
from actions.replies.planners import again
from actions.replies.turn import Turn

TOLD = f"utter_{ABUSE}"
# How the wish to be safe from somebody can be misread.
REFUSED = frozenset({"decline", "hurt_someone"})
ASKED: Mapping[str, str] = {
    "safe_place": "utter_safe_place",
    "fears_social_services": "utter_abuse_and_children",
    "takes_children": "utter_abuse_and_children",
}
# There who is young is answered as such, and others name children's services by themselves.
OTHERS = frozenset({"crisis", "spiked", "slavery"})


def within_abuse(turn: Turn) -> Plan | None:
    """The helpline, for a place to go and for fear of losing a child; None where nothing of it was told or asked."""
    if turn.young or EMERGENCY in (turn.topic, turn.intent) or turn.in_emergency or turn.intent in OTHERS:
        return None
    if turn.topic != ABUSE and TOLD not in turn.before.said:
        return None
    # A reply that opens no need is not taken for one with a question beside it.
    topic = None if turn.now.topic == ABUSE else ABUSE
    response = turn.first_said(ASKED)
    if response:
        return Plan("safeguarding", (response,), topic=topic)
    # That there are children says nothing of what is done to them.
    has_children = turn.intent == "safeguarding_child" and turn.says("children_with_me") and not turn.says("afraid_of")
    return again(turn) if turn.topic == ABUSE and (turn.intent in REFUSED or has_children) else None
