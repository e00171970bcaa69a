"""Drugs themselves: facts, the law, health, help with one's own use, and with somebody else's."""

from __future__ import annotations

from actions.replies.details import detail
from actions.replies.plan import Plan
from actions.replies.say import STOP_SUDDENLY
from actions.replies.services import BESIDE_THE_LAW, service_asked
from actions.replies.topics import answers
from actions.replies.turn import Turn

# A child under it is spoken of as one who lives with somebody's use.
YOUNGEST = 10


@answers("advice")
def advice(turn: Turn) -> Plan:
    """Facts about drugs: FRANK has them. Signs of an overdose are told in full; naloxone has facts of its own."""
    if turn.says("naloxone"):
        return Plan("advice", ("utter_naloxone",), topic="advice")
    if turn.says("overdose_signs"):
        signs = "\n".join(turn.directory.signs("overdose").signs)
        return Plan("advice", ("utter_advice_overdose_signs",), values={"signs": signs}, topic="advice")
    return Plan("advice", ("utter_advice",), topic="advice")


@answers("law")
def law(turn: Turn) -> Plan:
    """Release knows; no legal advice is given here. What somebody told of before stays what it is about."""
    return Plan("advice", ("utter_law",), topic=turn.topic if turn.topic in BESIDE_THE_LAW else "law")


@answers("health")
def health(turn: Turn) -> Plan:
    """111 first, FRANK beside it; a needle prick has words of its own, and samples where a drink was spiked."""
    if turn.heard("spiked", "health", "spiked"):
        return Plan("advice", ("utter_spiked_past",), topic="spiked")
    if turn.heard("needle_stick", "health", "council"):
        return Plan("advice", ("utter_needle_stick",), topic="health")
    return Plan("advice", ("utter_health",), topic="health")


@answers("spiked")
def spiked(turn: Turn) -> Plan:
    """111 for symptoms, the police for samples, with how long these can be taken."""
    response = "utter_assault_past" if turn.heard("assault", "spiked", "police") else "utter_spiked_past"
    return Plan("advice", (response,), topic="spiked")


@answers("treatment")
def treatment(turn: Turn) -> Plan:
    """What fits: age first, then area, needles or naloxone; some substances must not be stopped at once."""
    if turn.young or turn.says("young_ones") or (turn.child_meant and turn.about == "other"):
        return Plan("treatment", ("utter_treatment_young",), topic="treatment")
    if elsewhere := turn.directory.needs.hub_elsewhere(turn.area):
        values = {"place": turn.place, "elsewhere": elsewhere}
        return Plan("treatment", ("utter_treatment_elsewhere",), values=values, topic="treatment")
    if turn.says("other_to_stop"):
        return family(turn)
    if turn.says("script_lost"):
        return Plan("treatment", ("utter_treatment_script",), topic="treatment")
    if turn.says("needle_litter"):
        return Plan("treatment", ("utter_treatment", "utter_council_needles"), topic="treatment")
    if turn.says("needles") or (turn.heard("needles", "treatment") and not turn.says("stopping")):
        return Plan("treatment", ("utter_needles",), topic="treatment")
    if turn.says("naloxone"):
        return Plan("treatment", ("utter_naloxone",), topic="treatment")
    if turn.substances & STOP_SUDDENLY or turn.says("stops_at_once") or turn.says("pregnant"):
        return Plan("treatment", ("utter_treatment_stop_suddenly",), topic="treatment")
    return Plan("treatment", ("utter_treatment",), topic="treatment")


@answers("family")
def family(turn: Turn) -> Plan:
    """Drink has its own family groups; a child of someone who uses has Childline."""
    if turn.heard("bereaved", "family"):
        return Plan("family", ("utter_family_bereaved",), topic="family")
    if turn.young:
        return Plan("family", ("utter_family_young",), topic="family")
    if turn.child_meant and (turn.other_age or 0) >= YOUNGEST:
        return Plan("family", ("utter_family_child",), topic="family")
    if turn.says("naloxone"):
        return Plan("family", ("utter_family_naloxone",), topic="family")
    named = turn.said_substances or turn.substances
    if named == {"alcohol"} or (not named and turn.says("drinks")):
        return Plan("family", ("utter_family_alcohol",), topic="family")
    return Plan("family", ("utter_family_groups" if turn.says("groups") else "utter_family",), topic="family")


@answers("decline")
def decline(turn: Turn) -> Plan:
    """Refused kindly, with FRANK; needles and naloxone are no drugs, and who asks for help gets it.

    "How much" behind a service is what its call costs.
    """
    service = service_asked(turn) or turn.directory.needs.hub
    if turn.says("how_much") and turn.services and turn.route != "decline" and service:
        return detail(turn, service, "cost")
    if any(turn.says(cue) for cue in ("needles", "naloxone", "help_wanted")):
        return treatment(turn)
    return Plan("decline", ("utter_decline_test" if turn.says("test") else "utter_decline",), topic="advice")
