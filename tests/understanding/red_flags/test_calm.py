"""Calm words of other languages: each phrase with what must not bring 999, and what must all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from bot.understanding.decision import Grounds, decide
from bot.understanding.red_flags.detector import assess
from bot.understanding.red_flags.rules import load
from bot.understanding.thresholds import Thresholds
from tests.rows import each_row
from tests.understanding.red_flags import sends_999

if TYPE_CHECKING:
    from bot.engine.engine import Engine

RULES = load("calm")
# What the classifier gives for what it does not know, and for what it is sure of.
UNSURE = {"need": {"emergency": 0.3, "treatment": 0.5, "none": 0.2}, "ask": {"none": 1.0}, "act": {"none": 1.0}}
SURE = {**UNSURE, "need": {"emergency": 0.6, "treatment": 0.2, "none": 0.2}}


def heard(text: str, chances: dict[str, dict[str, float]] = UNSURE, before: Situation | None = None) -> Grounds:
    return Grounds(chances, before or Situation(), assess(text), len(text.split()), foreign=True)


@each_row(
    ("text", "language"), [(text, rule["language"]) for rule in RULES for text in (*rule["patterns"], *rule["for"])]
)
def test_calm_words_are_no_emergency_where_the_classifier_is_not_sure(text: str, language: str) -> None:
    assert assess(text).calm == assess(text.upper()).calm == language
    decision = decide(heard(text), Thresholds())
    assert (decision.reading, decision.doubt) == (Reading(need="treatment"), False)
    assert decide(heard(text, SURE), Thresholds()).intent == "emergency"


@each_row("text", [text for rule in RULES for text in rule["against"]])
def test_danger_beside_them_is_heard(text: str) -> None:
    assert sends_999(text)
    assert assess(text).calm == ""


def test_they_end_no_emergency() -> None:
    before = Situation(route="emergency", topic="emergency", emergency="open")
    assert decide(heard(RULES[0]["for"][0], before=before), Thresholds()).intent == "emergency"


def test_every_language_has_some() -> None:
    assert sorted(rule["language"] for rule in RULES) == sorted(load("languages")["languages"])


@pytest.mark.parametrize("text", [rule["for"][0] for rule in RULES], ids=[rule["language"] for rule in RULES])
async def test_the_bot_answers_them_without_call_now(engine: Engine, text: str) -> None:
    meant = await engine.agent.parse_message(text)
    assert meant["intent"]["name"] != "emergency"
    assert "doubt" not in [row["entity"] for row in meant["entities"]]
