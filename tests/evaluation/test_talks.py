"""How conversations go, on a few that can be counted by hand."""

from __future__ import annotations

import pytest

from actions.conversation.situation import Situation
from evaluation.answers import Judged
from evaluation.shares import Share
from evaluation.talks import CAUSES, cause, causes, lengths, repeated, too_long
from tests.evaluation.made import heard, reading, reply, result
from tests.rows import each_row

FINE = heard(["advice"], "advice")
LONG = heard(["advice"], reply("advice", words="word " * 81))


def _open(state: str | None) -> Judged:
    before = Situation(topic="emergency", route="emergency", emergency=state)  # type: ignore[arg-type]
    return heard(["smalltalk"], "emergency", reading(before=before), "he is sat up now")


@each_row(
    ("turn", "why"),
    [
        pytest.param(_open("open"), "stuck in an emergency", id="open"),
        pytest.param(_open("better"), "stuck in an emergency", id="it may come back"),
        pytest.param(_open("over"), "false alarm", id="over"),
        pytest.param(_open(None), "false alarm", id="none open"),
        pytest.param(heard(["emergency"], "advice", say="worse"), "emergency missed", id="missed"),
        pytest.param(heard(["treatment"], "fallback", say="quitting"), "choice not taken", id="a word"),
        pytest.param(heard(["treatment"], "fallback", say="no. 2 pls"), "choice not taken", id="a digit"),
        pytest.param(heard(["treatment"], "fallback", say="i have 2 kids here"), "variant or need lost", id="kids"),
        pytest.param(heard(["fraud"], reply("fraud"), say="a b", services=["frank"]), "service wrong", id="service"),
        pytest.param(heard(["*"], "crisis", say="a b", forbid=["crisis"]), "variant or need lost", id="forbidden"),
    ],
)
def test_a_wrong_turn_has_its_cause(turn: Judged, why: str) -> None:
    assert cause(result("d", FINE, turn).heard[1]) == why


def test_the_first_turn_takes_no_choice_and_has_lost_nothing() -> None:
    assert cause(heard(["treatment"], "fallback", say="2")) == "first turn wrong"


def test_causes_count_wrong_turns_alone() -> None:
    found = causes([result("d", FINE, _open("open")), result("e", _open(None), FINE, _open("called"))])
    assert list(found) == list(CAUSES)
    assert {name: count for name, count in found.items() if count} == {"stuck in an emergency": 2, "false alarm": 1}


def test_a_reply_is_repeated_where_the_one_before_was_the_same() -> None:
    assert repeated([result("d", FINE, FINE, LONG, FINE), result("e", FINE)]) == Share(1, 3)


def test_long_replies_are_counted_and_lengths_told() -> None:
    talks = [result("d", *[FINE] * 9, LONG), result("e", FINE)]
    assert too_long(talks) == Share(1, 11)
    assert lengths(talks) == (5, 5)
    assert lengths([result("d", LONG)]) == (81, 81)
    assert lengths([]) == (0, 0)
