"""A cry for help in another language: all of a message, and no word more."""

from __future__ import annotations

from actions.conversation.situation import Situation
from bot.understanding.decision import decide
from bot.understanding.grounds import Grounds
from bot.understanding.red_flags.detector import assess
from bot.understanding.red_flags.rules import load
from bot.understanding.thresholds import Thresholds
from tests.rows import each_row

CRIES = [(language, cry) for language, cries in load("cry_for_help").items() for cry in cries]
UNSURE = {
    "need": {"emergency": 0.3, "out_of_scope": 0.7},
    "ask": {"none": 1.0},
    "act": {"none": 1.0, "update_over": 0.0, "update_better": 0.0},
}


@each_row(("language", "cry"), CRIES, ids=[" ".join(row) for row in CRIES])
def test_it_is_heard_in_its_language_in_capitals_and_with_marks(language: str, cry: str) -> None:
    assert [assess(text).cry for text in (cry, cry.upper(), f"{cry}!!!", f" {cry}. ")] == [language] * 4


def test_every_language_with_sentences_of_ours_has_one() -> None:
    assert set(load("cry_for_help")) == set(load("languages")["languages"])


@each_row(
    "text",
    [
        "gdzie znajdę pomoc",
        "potrzebuję pomocy z alkoholem",
        "necesito ayuda para dejar la droga",
        "j'ai besoin d'aide pour arrêter",
        "أين أجد المساعدة",
        "我想找人帮忙戒酒",
        "ble ga i help",
        "help",
        "an aide to memory",
    ],
)
def test_help_with_something_is_none_and_english_is_for_others(text: str) -> None:
    assert assess(text).cry == ""


def test_danger_goes_before_it() -> None:
    assert decide(Grounds(UNSURE, Situation(), assess("pomocy, nie oddycha"), 3), Thresholds()).intent == "emergency"


def test_it_opens_with_999_and_is_no_emergency_unless_one_is_open() -> None:
    cry = assess("pomocy")
    decision = decide(Grounds(UNSURE, Situation(), cry, 1, foreign=True), Thresholds())
    assert (decision.intent, decision.doubt) == ("about_bot", True)
    amid = Situation(route="emergency", topic="emergency", emergency="open")
    assert decide(Grounds(UNSURE, amid, cry, 1, foreign=True), Thresholds()).intent == "emergency"
