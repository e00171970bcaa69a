"""Signs that something is going on. Reports, the police and more are data."""

from __future__ import annotations

from actions.replies.plan import Plan
from actions.replies.planners import answered_as, answers, plan_for
from actions.replies.turn import Turn

USUAL_SIGNS = "county-lines"
# There "what does it look like" is about a drug, or about what it does.
OF_DRUGS = frozenset({"advice", "health", "treatment"})
SIGNS = {
    "modern-slavery": "utter_signs_slavery",
    "card-skimming": "utter_signs_fraud",
    "phishing": "utter_signs_fraud",
}


@answers("signs")
def signs(turn: Turn) -> Plan:
    """The signs whose name, or other name, is said, else those of county lines; who tells of signs, whom to tell."""
    words = turn.text.lower()
    topic = next((topic for name, topic in turn.directory.sign_topics() if name.lower() in words), None)
    if topic is None and turn.topic in OF_DRUGS:
        return answered_as(turn, "advice")
    if topic is None and not turn.says("asks_signs"):
        return plan_for(turn, "report")
    topic = topic or USUAL_SIGNS
    found = turn.directory.signs(topic)
    lines = "\n".join([*filter(None, [found.intro]), *found.signs])
    return Plan("report", (SIGNS.get(topic, "utter_signs"),), values={"signs": lines}, topic="report")
