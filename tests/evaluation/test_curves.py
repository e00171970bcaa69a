"""The curve is what the gate does, and moves one way."""

from __future__ import annotations

from itertools import pairwise

import pytest

from evaluation.curves import Curves, Labelled, Point, curves, labelled
from evaluation.shares import Share
from tests.evaluation.made import HINT, SETTINGS, SURE, heard, reading, some_answers

ROWS: list[Labelled] = [
    *((emergency, reading(step / 20)) for step in range(21) for emergency in (True, False)),
    (True, reading(0.0, danger=SURE)),
    (True, reading(0.2, danger=HINT)),
    (False, reading(0.05, danger=SURE)),
    (False, reading(0.05, danger=HINT)),
]


@pytest.fixture(scope="module")
def found() -> Curves:
    return curves(ROWS, SETTINGS)


@pytest.mark.parametrize("name", ["whole", "classifier"])
def test_a_higher_threshold_misses_no_less_and_alarms_no_more(found: Curves, name: str) -> None:
    points: tuple[Point, ...] = getattr(found, name)
    assert len(points) == 101
    for lower, higher in pairwise(points):
        assert lower.missed.part <= higher.missed.part
        assert lower.alarms.part >= higher.alarms.part


def test_the_chosen_point_lies_on_the_curve(found: Curves) -> None:
    assert found.chosen in found.whole
    assert found.chosen.threshold == SETTINGS["alone"]


def test_rules_catch_and_alarm_whatever_the_threshold(found: Curves) -> None:
    assert found.whole[-1].missed == Share(20, 23)
    assert found.whole[-1].alarms == Share(2, 23)
    assert found.classifier[-1].missed == Share(22, 23)


def test_rules_alone_are_points_without_a_threshold(found: Curves) -> None:
    assert found.sure == Point(missed=Share(22, 23), alarms=Share(1, 23))
    assert found.hints == Point(missed=Share(21, 23), alarms=Share(2, 23))


def test_messages_where_both_would_do_are_left_out() -> None:
    both = heard(["emergency", "crisis"], "crisis")
    assert len(labelled([both, *some_answers().said()])) == 6


def test_a_set_without_messages_has_empty_curves() -> None:
    assert curves([], SETTINGS).chosen == Point(Share(0, 0), Share(0, 0), 0.4)
