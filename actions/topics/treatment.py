"""Help with one's own use. Facts, the law, health and families are data."""

from __future__ import annotations

from actions.replies.plan import Plan
from actions.replies.planners import answers, plan_for
from actions.replies.say import STOP_SUDDENLY
from actions.replies.turn import Turn


@answers("treatment")
def treatment(turn: Turn) -> Plan:
    """What fits: age first, then area, needles or naloxone; some substances must not be stopped at once."""
    if turn.young or turn.says("young_ones") or (turn.child_meant and turn.about == "other"):
        return Plan("treatment", ("utter_treatment_young",), topic="treatment")
    if elsewhere := turn.directory.needs.hub_elsewhere(turn.area):
        values = {"place": turn.place, "elsewhere": elsewhere}
        return Plan("treatment", ("utter_treatment_elsewhere",), values=values, topic="treatment")
    if turn.says("other_to_stop") or turn.says("other_unwilling"):
        return plan_for(turn, "family")
    if turn.says("script_lost") or (turn.heard("script_lost", "treatment") and not turn.says("stopping")):
        return Plan("treatment", ("utter_treatment_script",), topic="treatment")
    if turn.says("needle_litter"):
        return Plan("treatment", ("utter_treatment", "utter_council_needles"), topic="treatment")
    if turn.says("needles") or (turn.heard("needles", "treatment") and not _of_own_use(turn)):
        return Plan("treatment", ("utter_needles",), topic="treatment")
    if turn.says("naloxone") or _was_about_naloxone(turn):
        return Plan("treatment", ("utter_naloxone",), topic="treatment")
    if turn.substances & STOP_SUDDENLY or turn.says("stops_at_once") or turn.heard("pregnant", "treatment"):
        return Plan("treatment", ("utter_treatment_stop_suddenly",), topic="treatment")
    return Plan("treatment", ("utter_treatment",), topic="treatment")


def _was_about_naloxone(turn: Turn) -> bool:
    """Asked for before, or given in an emergency, after which another kit is one of these."""
    given = turn.says("another_kit") and turn.heard("naloxone", "emergency", "health")
    return given or (turn.heard("naloxone", "treatment") and not _of_own_use(turn))


def _of_own_use(turn: Turn) -> bool:
    """Beside needles or naloxone, which were asked for before."""
    return turn.says("stopping") or turn.says("help_wanted")
