"""The emergency reply, and staying with it until something else is clearly meant."""

from __future__ import annotations

from collections.abc import Mapping

from actions.speaking import cues
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
    "overheating": "overheating",
    "swallowed": "swallowed",
    "chest-pain": "chest-pain",
    "attacked": "attacked",
    "electric": "electric",
    "gas": "gas",
    "spiked-now": "spiked-now",
}
# A child or somebody in despair: the steps fit only where something was swallowed.
IF_SWALLOWED = frozenset({"child", "suicide-act"})
WITHIN = {"no_phone": "utter_emergency_no_phone", "cant_talk": "utter_emergency_cant_talk"}
# Needs of their own: understood well, they may leave an emergency. Everything else stays with it.
NEEDS = frozenset(
    {
        "crisis", "advice", "law", "health", "treatment", "family", "report", "signs", "safeguarding_child",
        "safeguarding_adult", "domestic_abuse", "slavery", "fraud", "council", "police", "spiked", "service_info",
        "privacy",
    }
)  # fmt: skip
WELL_UNDERSTOOD = 0.6


@topic("emergency")
def emergency(turn: Turn) -> Plan:
    """999 first, then at most three steps that fit the danger, all from the directory."""
    kind = turn.danger or "unknown"
    response = OWN_REPLY.get(kind, "utter_emergency")
    if cues.said("deaf", turn.text):
        response = "utter_emergency_cant_talk"
    return Plan("emergency", (response,), values={"steps": _steps(turn, kind)}, topic="emergency", danger=kind)


def stay_with_emergency(turn: Turn) -> Plan | None:
    """The reply that keeps to the emergency of the turn before, or None where this message is about something else."""
    if turn.route != "emergency" or turn.intent == "emergency" or _leaves(turn):
        return None
    response = WITHIN.get(turn.intent, "utter_emergency_follow")
    if cues.said("called", turn.text):
        response = "utter_emergency_called"
    values = {"steps": _steps(turn, turn.danger or "unknown")}
    return Plan("emergency", (response,), values=values, topic="emergency", danger=turn.danger)


def is_better(turn: Turn) -> bool:
    """Good news in so many words, and no bad news beside it but what was no danger after all."""
    good = cues.said("better", turn.text) and not cues.said("worse", turn.text)
    return bool(good or cues.said("false_alarm", turn.text))


def _leaves(turn: Turn) -> bool:
    if turn.intent == "thanks":
        return bool(cues.said("thanks", turn.text))
    if turn.intent == "goodbye":
        return bool(cues.said("goodbye", turn.text))
    if turn.intent == "update_better":
        return is_better(turn)
    if turn.intent in ("start_again", "not_that"):
        return turn.confidence >= WELL_UNDERSTOOD and not cues.said("better", turn.text)
    return turn.intent in NEEDS and turn.confidence >= WELL_UNDERSTOOD


def _steps(turn: Turn, kind: str) -> str:
    situation = STEPS.get(kind)
    if kind in IF_SWALLOWED and cues.said("swallowed", turn.text):
        situation = "swallowed"
    if situation == "not-breathing" and cues.said("writer_breathes_badly", turn.text):
        situation = None
    return "\n".join(turn.directory.steps(situation).steps[:3]) if situation else ""
