"""Calm words of other languages: each phrase with what must not bring 999, and what must all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.conversation.situation import Situation
from bot.understanding.decision import decide
from bot.understanding.grounds import Grounds
from bot.understanding.red_flags.calm import Gravity, danger_told
from bot.understanding.red_flags.detector import assess
from bot.understanding.red_flags.rules import load
from bot.understanding.thresholds import Thresholds
from tests.rows import each_row
from tests.understanding.red_flags import sends_999

if TYPE_CHECKING:
    from bot.engine.engine import Engine

RULES = load("calm")
ANSWERED = frozenset(load("languages")["languages"])
# What the classifier gives for what it does not know, and for what it is sure of.
UNSURE = {"need": {"emergency": 0.3, "family": 0.5, "none": 0.2}, "ask": {"none": 1.0}, "act": {"none": 1.0}}
SURE = {**UNSURE, "need": {"emergency": 0.9, "none": 0.1}}
EXAMPLES = [(text, rule) for rule in RULES for text in (*rule.get("patterns", ()), *rule["for"])]


def heard(
    text: str,
    chances: dict[str, dict[str, float]] = UNSURE,
    before: Situation | None = None,
    told: Gravity | None = None,
) -> Grounds:
    return Grounds(chances, before or Situation(), assess(text), len(text.split()), foreign=True, told=told)


@each_row(("text", "rule"), EXAMPLES, ids=[f"{rule['id']}: {text}" for text, rule in EXAMPLES])
def test_calm_words_are_no_emergency_where_the_classifier_is_not_sure(text: str, rule: dict[str, str]) -> None:
    # Spanish and Portuguese share words; which it is is the detector's to say.
    assert assess(text).calm
    assert assess(text).calm == assess(text.upper()).calm
    decision = decide(heard(text), Thresholds())
    assert (decision.intent, decision.doubt) == (rule.get("means", decision.intent), False)
    assert decision.intent != "emergency"
    assert decide(heard(text, SURE), Thresholds()).intent == "emergency"


@each_row(("rule", "text"), [(rule, text) for rule in RULES for text in rule["against"]])
def test_danger_beside_them_is_heard(rule: dict[str, str], text: str) -> None:
    # Of a language that has no sentences of ours the rules know no danger; its words are no calm ones then.
    assert sends_999(text) or rule["language"] not in ANSWERED
    assert assess(text).calm == ""


def test_they_end_no_emergency() -> None:
    before = Situation(route="emergency", topic="emergency", emergency="open")
    assert decide(heard(RULES[0]["for"][0], before=before), Thresholds()).intent == "emergency"


def test_every_language_has_some_and_words_of_danger_too() -> None:
    assert {rule["language"] for rule in RULES} == set(load("alarm")) == ANSWERED | {"fa"}
    assert all(set(lists) == {"grave", "perhaps"} for lists in load("alarm").values())


@each_row(("rule", "text"), [(rule, text) for rule in load("languages")["rules"] for text in rule["for"]])
def test_whatever_the_rules_know_as_danger_holds_a_word_of_danger(rule: dict[str, str], text: str) -> None:
    assert danger_told(text, rule["language"]) != "nothing"
    assert assess(text).calm == ""


@each_row(
    ("text", "language", "told"),
    [
        ("والدم في كل مكان", "ar", "grave"),
        ("بالسكين", "ar", "grave"),
        ("gdzie jest przychodnia", "pl", "nothing"),
        ("WSZĘDZIE KREW", "pl", "grave"),
        ("boli mnie ząb", "pl", "perhaps"),
        ("他家着火了", "zh", "perhaps"),
        ("es geht ihm gut", "de", "perhaps"),
    ],
)
def test_words_of_danger_are_seen_however_they_are_written(text: str, language: str, told: str) -> None:
    """A language without a list may tell of anything."""
    assert danger_told(text, language) == told


@pytest.mark.parametrize(
    ("told", "intent", "doubt"), [("nothing", "nlu_fallback", False), ("perhaps", "emergency", False)]
)
def test_what_holds_no_word_of_danger_needs_a_surer_classifier(told: Gravity, intent: str, doubt: bool) -> None:
    unread = {**UNSURE, "need": {"emergency": 0.3, "family": 0.3, "none": 0.4}}
    decision = decide(heard("x y z", unread, told=told), Thresholds())
    assert (decision.intent, decision.doubt) == (intent, doubt)


def test_grave_words_that_are_not_understood_open_with_999() -> None:
    unread = {**UNSURE, "need": {"emergency": 0.01, "family": 0.2, "none": 0.79}}
    assert decide(heard("x y z", unread, told="grave"), Thresholds()).doubt
    assert not decide(heard("x y z", unread, told="nothing"), Thresholds()).doubt


@each_row("text", [rule["for"][0] for rule in RULES], ids=[rule["id"] for rule in RULES])
async def test_the_bot_answers_them_without_call_now(engine: Engine, text: str) -> None:
    meant = await engine.agent.parse_message(text)
    assert meant["intent"]["name"] != "emergency"
    assert "doubt" not in [row["entity"] for row in meant["entities"]]
