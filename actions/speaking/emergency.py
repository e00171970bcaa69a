"""The emergency reply, and staying with it until something else is clearly meant."""

from __future__ import annotations

from collections.abc import Mapping

from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn

# Danger kinds of the red flags whose reply differs from the usual one; the rest share utter_emergency.
OWN_REPLY = {
    "attacked": "utter_emergency_attacked",
    "gas": "utter_emergency_gas",
    "electric": "utter_emergency_electric",
    "spiked-now": "utter_spiked_now",
}
# Danger kinds to the situations of directory/steps; a kind without one is told to do what the call-taker says.
STEPS: Mapping[str, str] = {
    "cannot-wake": "cannot-wake",
    "collapse": "cannot-wake",
    "overdose": "cannot-wake",
    "not-breathing": "not-breathing",
    "opioids": "opioids",
    "fit": "fit",
    "withdrawal": "fit",
    "overheating": "overheating",
    "swallowed": "swallowed",
    "suicide-act": "swallowed",
    "chest-pain": "chest-pain",
}
WITHIN = {"no_phone": "utter_emergency_no_phone", "cant_talk": "utter_emergency_cant_talk"}
# In an emergency these leave it; anything else has to be understood well to do so.
LEAVES = frozenset({"emergency", "update_better", "thanks", "goodbye", "start_again", "not_that"})
LEANS = frozenset(
    {
        "affirm", "deny", "repeat_number", "ask_open", "ask_cost", "ask_where", "ask_anonymous", "what_happens",
        "no_phone", "cant_talk", "nearer", "someone_else", "for_me", "for_other", "age_young", "nlu_fallback",
        "out_of_scope",
    }
)  # fmt: skip
WELL_UNDERSTOOD = 0.6


@topic("emergency")
def emergency(turn: Turn) -> Plan:
    """999 first, then at most three steps that fit the danger, all from the directory."""
    kind = turn.danger or "unknown"
    situation = STEPS.get(kind)
    steps = "\n".join(turn.directory.steps(situation).steps[:3]) if situation else ""
    response = OWN_REPLY.get(kind, "utter_emergency")
    return Plan("emergency", (response,), values={"steps": steps}, topic="emergency", danger=kind)


def stay_with_emergency(turn: Turn) -> Plan | None:
    """The reply that keeps to the emergency of the turn before, or None where this message is about something else."""
    if turn.route != "emergency" or turn.intent in LEAVES:
        return None
    if turn.intent not in LEANS and turn.confidence >= WELL_UNDERSTOOD:
        return None
    response = WITHIN.get(turn.intent, "utter_emergency_follow")
    return Plan("emergency", (response,), topic="emergency", danger=turn.danger)
