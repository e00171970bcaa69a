"""What was seen or done: reports, signs, the police, the council, fraud, and wishes to hurt somebody."""

from __future__ import annotations

from actions.replies.plan import Plan
from actions.replies.topics import again, answers, plan_for
from actions.replies.turn import Turn

USUAL_SIGNS = "county-lines"
# There "what does it look like" is about a drug, or about what it does.
OF_DRUGS = frozenset({"advice", "health", "treatment"})
SIGNS = {
    "modern-slavery": "utter_signs_slavery",
    "card-skimming": "utter_signs_fraud",
    "phishing": "utter_signs_fraud",
}


@answers("report")
def report(turn: Turn) -> Plan:
    """Young people hear of Fearless, rail travellers of the railway police, a grow of its cables."""
    if turn.topic == "report" and turn.says("police_wanted") and not turn.says("police_refused"):
        return Plan("report", ("utter_someone_else",), service=turn.directory.needs.role("police"), topic="report")
    if turn.young:
        return Plan("report", ("utter_report_young",), topic="report")
    if turn.heard("railway", "report"):
        return Plan("report", ("utter_report_railway",), topic="report")
    return Plan("report", ("utter_report_grow" if turn.heard("cables", "report") else "utter_report",), topic="report")


@answers("signs")
def signs(turn: Turn) -> Plan:
    """The signs whose name, or other name, is said, else those of county lines; who tells of signs, whom to tell."""
    words = turn.text.lower()
    topic = next((topic for name, topic in turn.directory.sign_topics() if name.lower() in words), None)
    if topic is None and turn.topic in OF_DRUGS:
        return plan_for(turn.answering_as("advice"), "advice")
    if topic is None and not turn.says("asks_signs"):
        return report(turn)
    topic = topic or USUAL_SIGNS
    found = turn.directory.signs(topic)
    lines = "\n".join([*filter(None, [found.intro]), *found.signs])
    return Plan("report", (SIGNS.get(topic, "utter_signs"),), values={"signs": lines}, topic="report")


@answers("police")
def police(turn: Turn) -> Plan:
    """101, and 999 when it happens; the railway police on trains; after a sexual assault, 111 and samples too."""
    if turn.heard("sexual_assault", "police"):
        return Plan("police", ("utter_assault_past",), topic="spiked")
    railway = turn.heard("railway", "police")
    return Plan("police", ("utter_police_railway" if railway else "utter_police",), topic="police")


@answers("council")
def council(turn: Turn) -> Plan:
    """The council; needles are not to be touched, and whoever touched one is a matter for 111. A bed is theirs too."""
    if turn.says("homeless") and not turn.heard("needles", "council"):
        return Plan("council", ("utter_council_housing",), topic="council")
    if turn.says("needle_stick"):
        return Plan("advice", ("utter_needle_stick",), topic="health")
    return Plan(
        "council", ("utter_council_needles" if turn.heard("needles", "council") else "utter_council",), topic="council"
    )


@answers("fraud")
def fraud(turn: Turn) -> Plan:
    """The bank first, since it can still stop the money."""
    return Plan("fraud", ("utter_fraud_now" if turn.says("call_going_on") else "utter_fraud",), topic="fraud")


@answers("hurt_someone")
def hurt_someone(turn: Turn) -> Plan:
    """Refused kindly, with the police; without a word of hurting anybody, the need goes on or somebody tells."""
    goes_on = again(turn) if turn.topic != "hurt_someone" else None
    if turn.says("threatened"):
        return goes_on or plan_for(turn, "safeguarding_adult")
    if not turn.says("hurt"):
        return goes_on or report(turn)
    return Plan("decline", ("utter_hurt_someone",), topic="report")
