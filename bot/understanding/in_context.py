"""What a message means after what was said before: the classifier sees its words alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.nlu.constants import INTENT, TEXT

# Set by the gate: intents that lead to one route pooled, the likeliest first, without the emergency.
MEANINGS = "meanings"

FOLLOW_UPS = frozenset(
    {
        "affirm", "deny", "repeat_number", "ask_open", "ask_cost", "ask_where", "ask_anonymous", "what_happens",
        "no_phone", "cant_talk", "nearer", "someone_else", "start_again", "not_that", "for_me", "for_other",
        "age_young", "update_better",
    }
)  # fmt: skip
# What people ask or say in the middle of any need.
OFTEN_NEXT = FOLLOW_UPS | {"privacy", "service_info", "thanks", "goodbye"}
# Rarely what comes next once somebody is being helped; said plainly they still win.
SELDOM_NEXT = frozenset(
    {"greet", "about_bot", "decline", "hurt_someone", "out_of_scope", "fraud", "council", "spiked", "signs"}
)
# Weights on the classifier's chances, chosen on the development conversations (docs/decisions/0013-in-context.md).
FOLLOW_UP_FIRST = 0.1
OFTEN = 1.5
SAME_TOPIC = 4.0
SELDOM = 0.4
# "Start over" and "no, not that" are short; in a longer message they open what is really meant.
OPENERS = frozenset({"start_again", "not_that"})
LONGEST_OPENER = 5
LEAST_BEHIND = 0.08


def in_context(parsed: dict[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """The parsed message with the intent that fits the turn before best.

    An emergency is never touched, neither in this message nor in the turn before: leaving one needs clear words.
    `slots` are the conversation's: `route` is that of the turn before, `topic` names the last need by its intent.
    """
    meanings = parsed.get(MEANINGS) or []
    if not meanings or parsed[INTENT]["name"] != meanings[0]["name"] or slots.get("route") == "emergency":
        return parsed
    weighed = {row["name"]: row["confidence"] * _weight(row, slots) for row in meanings}
    best = max(weighed, key=lambda name: weighed[name])
    if best in OPENERS and len(str(parsed.get(TEXT) or "").split()) > LONGEST_OPENER:
        best = _behind(weighed) or best
    parsed[INTENT] = {"name": best, "confidence": weighed[best] / sum(weighed.values())}
    return parsed


def _behind(weighed: Mapping[str, float]) -> str | None:
    """The likeliest need behind an opener, where one is likely enough."""
    needs = {name: weight for name, weight in weighed.items() if name not in FOLLOW_UPS}
    best = max(needs, key=lambda name: needs[name], default=None)
    return best if best and needs[best] >= LEAST_BEHIND * sum(weighed.values()) else None


def _weight(meaning: Mapping[str, Any], slots: Mapping[str, Any]) -> float:
    intent = meaning["name"]
    if slots.get("route") is None:
        return FOLLOW_UP_FIRST if intent in FOLLOW_UPS else 1.0
    if slots.get("topic") in meaning["intents"]:
        return SAME_TOPIC
    if intent in OFTEN_NEXT:
        return OFTEN
    return SELDOM if intent in SELDOM_NEXT else 1.0
