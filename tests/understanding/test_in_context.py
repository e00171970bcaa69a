"""What was spoken of before weighs on what a message means; an emergency is never touched."""

from __future__ import annotations

from typing import Any

import pytest

from bot.understanding.in_context import MEANINGS, in_context


def parsed(*meanings: tuple[str, float], intent: str = "") -> dict[str, Any]:
    rows = [{"name": name, "confidence": chance, "intents": [name]} for name, chance in meanings]
    return {MEANINGS: rows, "intent": {"name": intent or meanings[0][0], "confidence": meanings[0][1]}}


MEANT = {
    "a follow-up with nothing to follow": (None, [("ask_cost", 0.5), ("fraud", 0.3)], "fraud"),
    "a plain follow-up even so": (None, [("ask_cost", 0.99), ("fraud", 0.01)], "ask_cost"),
    "the topic goes on": ("report", [("council", 0.4), ("report", 0.3)], "report"),
    "a new need said plainly": ("report", [("treatment", 0.8), ("report", 0.1)], "treatment"),
    "a question about privacy in between": ("treatment", [("police", 0.4), ("privacy", 0.3)], "privacy"),
    "buying drugs seldom follows": ("family", [("decline", 0.4), ("health", 0.3)], "health"),
}


@pytest.mark.parametrize(("topic", "meanings", "meant"), MEANT.values(), ids=MEANT)
def test_the_turn_before_weighs(topic: str | None, meanings: list[tuple[str, float]], meant: str) -> None:
    assert in_context(parsed(*meanings), {"topic": topic, "route": topic})["intent"]["name"] == meant


@pytest.mark.parametrize("intent", ["emergency", "service_info", "nlu_fallback"])
def test_what_the_gate_has_decided_otherwise_stands(intent: str) -> None:
    said = parsed(("report", 0.2), ("treatment", 0.1), intent=intent)
    assert in_context(said, {"topic": "treatment"})["intent"]["name"] == intent


def test_in_an_emergency_no_weight_helps_to_leave_it() -> None:
    said = parsed(("start_again", 0.32), ("privacy", 0.2))
    assert in_context(said, {"topic": "emergency", "route": "emergency"})["intent"]["confidence"] == 0.32


def test_without_meanings_nothing_changes() -> None:
    assert in_context({"intent": {"name": "treatment"}}, {"topic": "report"}) == {"intent": {"name": "treatment"}}
