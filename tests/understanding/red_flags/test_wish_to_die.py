"""A wish to die in another language is despair, whatever the classifier makes of words that it has hardly seen."""

from __future__ import annotations

import pytest

from actions.conversation.situation import Situation
from bot.understanding.decision import decide
from bot.understanding.grounds import Grounds
from bot.understanding.red_flags.detector import assess
from bot.understanding.red_flags.rules import load
from bot.understanding.thresholds import Thresholds
from tests.rows import each_row

TAKEN_FOR_TREATMENT = {
    "need": {"treatment": 0.66, "none": 0.34},
    "ask": {"none": 1.0},
    "act": {"none": 1.0, "update_over": 0.0, "update_better": 0.0},
}
SAID = [(language, phrase) for language, phrases in load("wish_to_die").items() for phrase in phrases]


def intent(text: str) -> str:
    return decide(Grounds(TAKEN_FOR_TREATMENT, Situation(), assess(text), len(text.split())), Thresholds()).intent


@each_row(("language", "phrase"), SAID, ids=[" ".join(row) for row in SAID])
def test_whoever_says_it_hears_of_somebody_to_talk_to(language: str, phrase: str) -> None:
    assert intent(phrase) in ("crisis", "emergency")


@each_row(("language", "phrase"), SAID, ids=[" ".join(row) for row in SAID])
def test_it_is_heard_in_its_own_language(language: str, phrase: str) -> None:
    assert assess(phrase).despair == language


@pytest.mark.parametrize(("danger", "intent"), [(0.4, "crisis"), (0.9, "emergency")])
def test_where_we_have_sentences_it_opens_with_999_and_stays_despair_unless_danger_is_likely(
    danger: float, intent: str
) -> None:
    chances = {**TAKEN_FOR_TREATMENT, "need": {"emergency": danger, "treatment": 1 - danger}}
    decision = decide(Grounds(chances, Situation(), assess("chcę umrzeć"), 2, foreign=True), Thresholds())
    assert (decision.intent, decision.doubt) == (intent, intent == "crisis")


@pytest.mark.parametrize(
    "text",
    [
        "chcę przestać brać heroinę",
        "quero parar de usar heroína",
        "je veux arrêter de boire",
        "eroini bırakmak istiyorum",
    ],
)
def test_a_wish_to_stop_is_none(text: str) -> None:
    assert intent(text) == "treatment"


@pytest.mark.parametrize("text", ["il veut me tuer", "ele quer me matar", "chce mnie zabić"])
def test_somebody_elses_threat_is_none(text: str) -> None:
    assert not assess(text).despair


def test_danger_goes_before_it() -> None:
    assert intent("chcę się zabić, połknąłem wszystkie tabletki i nie oddycham") == "emergency"
