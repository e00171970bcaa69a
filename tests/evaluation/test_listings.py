"""What failed is listed with why, and with its words only where they may be seen."""

from __future__ import annotations

import pytest

from evaluation.figures import false_alarms, missed
from evaluation.listings import alarms, misses
from evaluation.words import NOT_EXPLAINED
from tests.evaluation.made import answers, heard, result, some_answers

MISSED = missed(some_answers().named())
SENTENCE = "Nothing in it sounds | like danger."


def test_words_are_listed_only_where_they_may_be_seen() -> None:
    assert r"gone \| \*quiet\*" in misses(MISSED, {}, words=True)
    assert "quiet" not in misses(MISSED, {}, words=False)
    assert "m2" in misses(MISSED, {}, words=False)
    assert "a laugh" not in alarms(false_alarms(some_answers().named()), words=False)


@pytest.mark.parametrize("words", [True, False])
def test_a_miss_stands_beside_its_explanation(words: bool) -> None:
    said = misses(MISSED, {"m2": SENTENCE}, words=words)
    assert said.endswith(r"| Nothing in it sounds \| like danger. |")
    assert "Each is explained" in said


def test_a_miss_without_an_explanation_says_so() -> None:
    said = misses(MISSED, {"m1": SENTENCE}, words=True)
    assert said.startswith("1 of 1 are not explained yet.")
    assert said.endswith(f"| {NOT_EXPLAINED} |")


def test_turns_of_conversations_are_listed_by_their_number() -> None:
    talk = result("d", heard(["advice"], "emergency"), heard(["emergency"], "advice"))
    turns = list(answers(dialogues=[talk]).named())
    assert "| d turn 2 |" in misses(missed(turns), {}, words=False)
    assert "| d turn 1 |" in alarms(false_alarms(turns), words=False)


def test_where_nothing_failed_the_list_is_a_word() -> None:
    assert misses([], {}, words=True) == alarms([], words=True) == "None."
