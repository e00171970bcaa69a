"""People who are used by others. Despair, violent partners and forced work are data."""

from __future__ import annotations

from actions.replies.needs import USED
from actions.replies.plan import Plan
from actions.replies.planners import answers
from actions.replies.turn import Turn


@answers("safeguarding_child", "safeguarding_adult")
def safeguarding(turn: Turn) -> Plan:
    """By whom it is about: the young writer, a child, or an adult."""
    if _is_young(turn) or _carries_at_an_unknown_age(turn):
        return Plan("safeguarding", ("utter_safeguarding_young",), topic="safeguarding_child")
    if _about_a_grown_up(turn):
        return Plan("safeguarding", ("utter_safeguarding_adult_care",), topic="safeguarding_adult")
    if _about_a_child(turn):
        neglect = turn.heard("children", *USED) and not turn.heard("exploited", *USED)
        response = "utter_safeguarding_child_home" if neglect else "utter_safeguarding_child"
        return Plan("safeguarding", (response,), topic="safeguarding_child")
    response = "utter_safeguarding_self" if _writer_is_used(turn) else "utter_safeguarding_adult"
    return Plan("safeguarding", (response,), topic="safeguarding_adult")


def _writer_is_used(turn: Turn) -> bool:
    """Not where somebody meets it at work: then "my flat" is let to another, and "he told me" is his story."""
    used = turn.heard("writer_used", *USED) or turn.heard("carries", *USED)
    return used and not turn.heard("works_with", *USED)


def _about_a_grown_up(turn: Turn) -> bool:
    """Somebody who was left without care, by who they are; a child beside them goes first."""
    return not turn.child_meant and turn.says("grown_up_uncared_for") and not turn.says("children")


def _about_a_child(turn: Turn) -> bool:
    """Their age decides where it is known; a grown-up who writes of themselves is no child."""
    if turn.other_age is not None:
        return turn.child_meant
    of_themselves = turn.about == "me" or turn.heard("carries", *USED)
    if turn.intent == "safeguarding_adult" or (turn.young is False and of_themselves):
        return False
    return turn.intent == "safeguarding_child" or turn.topic == "safeguarding_child"


def _carries_at_an_unknown_age(turn: Turn) -> bool:
    """Who is made to carry may be a child: those for the young help until twenty-five."""
    unknown = turn.young is None and turn.other_age is None and turn.intent == "safeguarding_child"
    return unknown and turn.heard("carries", *USED) and not turn.heard("works_with", *USED)


def _is_young(turn: Turn) -> bool:
    """By their age; where it is not known, by who does it to them."""
    return bool(turn.young) or (turn.young is None and turn.says("parents_partner"))
