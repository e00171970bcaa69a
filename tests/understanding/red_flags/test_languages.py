"""Emergencies in other languages: each phrase, and the sentences for and against beside it."""

import pytest

from bot.understanding.red_flags.layer import find
from bot.understanding.red_flags.rules import KINDS, load
from tests.understanding.red_flags import sends_999

FILE = load("languages")
RULES = FILE["rules"]
SPOKEN = {"pl", "ro", "uk", "ru", "ar", "pa", "ur", "bn", "pt", "es", "fr", "tr", "vi", "zh", "cy"}


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [(text, rule["language"], rule["kind"]) for rule in RULES for text in (*rule["patterns"], *rule["for"])],
)
def test_a_cry_for_help_is_heard_in_its_language(text: str, language: str, kind: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.language, found.sure) == (language, True)
    assert found.kind in KINDS


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule["against"]])
def test_the_past_and_the_supposed_are_left_alone(text: str) -> None:
    assert not sends_999(text)


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule["for"]])
def test_capitals_and_missing_accents_change_nothing(text: str) -> None:
    assert find(text.upper()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "On przedawkował w zeszłym roku, a teraz nie oddycha",
        "anul trecut a luat supradoză. acum nu respiră",
        "он был без сознания год назад, сейчас не дышит",
        "el año pasado tuvo convulsiones pero ahora no respira",
        "他去年昏迷过，现在没有呼吸",
    ],
)
def test_the_past_quietens_its_own_clause_only(text: str) -> None:
    found = find(text)
    assert found is not None
    assert found.kind == "not-breathing"


def test_every_language_has_the_signs_that_matter_most() -> None:
    assert set(FILE["languages"]) == SPOKEN
    for language in SPOKEN:
        kinds = {rule["kind"] for rule in RULES if rule["language"] == language}
        assert kinds >= {"not-breathing", "cannot-wake", "fit", "attacked", "unknown"}
        assert kinds & {"overdose", "swallowed"}
