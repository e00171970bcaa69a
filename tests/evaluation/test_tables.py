"""The pieces of the report; what failed is listed with why, and with its words only where they may be seen."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.cases import own_set
from evaluation.figures import false_alarms, missed
from evaluation.shares import Share
from evaluation.tables import ablations, alarms, both, cell, counts, misses, percent, side_by_side, table
from evaluation.words import WORDS
from tests.evaluation.made import answers, heard, result, some_answers

MISSED = missed(some_answers().named())
SENTENCE = "Nothing in it sounds | like danger."


def test_a_table_has_its_numbers_to_the_right() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
        ("<b>*loud*</b>", r"&lt;b&gt;\*loud\*&lt;/b&gt;"),
        ("[here](x)", r"\[here\](x)"),
        ("back\\slash `code`", r"back\\slash \`code\`"),
    ],
)
def test_a_message_cannot_break_out_of_its_cell(text: str, safe: str) -> None:
    assert cell(text) == safe


@pytest.mark.parametrize(("share", "said"), [(Share(5, 10), "50.0% (23.7%–76.3%)"), (Share(0, 0), "–"), (None, "–")])
def test_a_share_stands_with_its_interval(share: Share | None, said: str) -> None:
    assert percent(share) == said


def test_every_kind_with_figures_in_our_development_messages_has_a_meaning() -> None:
    tags = Counter(tag for case in own_set("dev").messages for tag in case.tags)
    assert {tag for tag, count in tags.items() if count >= 5} <= set(WORDS["kinds"])


def test_a_column_without_a_figure_has_a_dash() -> None:
    lines = side_by_side({"one": {"a": Share(5, 10)}, "two": {"b": Share(1, 1)}}).splitlines()
    assert lines[2] == "| a | 5 of 10, 50.0% (23.7%–76.3%) | – |"
    assert lines[3].startswith("| b | – | 1 of 1,")
    assert both(Share(0, 0)) == "–"


def test_counts_stand_with_what_they_mean_and_their_sum() -> None:
    lines = counts({"dev": {"a": 1, "b": 2}}, {"a": "an a", "b": "a b"}).splitlines()
    assert lines[2:] == ["| a | 1 | an a |", "| b | 2 | a b |", "| all | 3 |  |"]


def test_each_way_to_answer_is_a_row() -> None:
    rows = ablations({"as it is": some_answers(), "without": some_answers()}).splitlines()[2:]
    assert rows[0].startswith("| as it is | 1 of 2, 50.0%")
    assert [row.split(" | ", 1)[1] for row in rows] == [rows[0].split(" | ", 1)[1]] * 2


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
    assert said.endswith("| " + WORDS["not_explained"] + " |")


def test_turns_of_conversations_are_listed_by_their_number() -> None:
    talk = result("d", heard(["advice"], "emergency"), heard(["emergency"], "advice"))
    turns = list(answers(dialogues=[talk]).named())
    assert "| d turn 2 |" in misses(missed(turns), {}, words=False)
    assert "| d turn 1 |" in alarms(false_alarms(turns), words=False)


def test_where_nothing_failed_the_list_is_a_word() -> None:
    assert misses([], {}, words=True) == alarms([], words=True) == "None."
