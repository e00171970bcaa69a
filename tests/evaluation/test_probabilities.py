"""The curve is what the gate does, and probabilities are held to what came true."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from evaluation.probabilities import (
    Claim,
    Curves,
    Labelled,
    Point,
    calibration,
    curves,
    emergency_claims,
    intent_claims,
    plainly_labelled,
)
from evaluation.shares import Share
from tests.evaluation.made import AT, HINT, SURE, heard, reading, some_answers

ROWS: list[Labelled] = [
    *((emergency, reading(step / 20)) for step in range(21) for emergency in (True, False)),
    (True, reading(0.0, danger=SURE)),
    (True, reading(0.2, danger=HINT)),
    (False, reading(0.05, danger=SURE)),
    (False, reading(0.05, danger=HINT)),
]


@pytest.fixture(scope="module")
def found() -> Curves:
    return curves(ROWS, AT)


@pytest.mark.parametrize("name", ["whole", "classifier"])
def test_a_higher_threshold_misses_no_less_and_alarms_no_more(found: Curves, name: str) -> None:
    points: tuple[Point, ...] = getattr(found, name)
    assert len(points) == 101
    for lower, higher in pairwise(points):
        assert lower.missed.part <= higher.missed.part
        assert lower.alarms.part >= higher.alarms.part


def test_the_chosen_point_lies_on_the_curve(found: Curves) -> None:
    assert found.chosen in found.whole
    assert found.chosen.threshold == AT.alone


def test_rules_catch_and_alarm_whatever_the_threshold(found: Curves) -> None:
    assert found.whole[-1].missed == Share(20, 23)
    assert found.whole[-1].alarms == Share(2, 23)
    assert found.classifier[-1].missed == Share(22, 23)


def test_rules_alone_are_points_without_a_threshold(found: Curves) -> None:
    assert found.sure == Point(missed=Share(22, 23), alarms=Share(1, 23))
    assert found.hints == Point(missed=Share(21, 23), alarms=Share(2, 23))


def test_messages_where_both_would_do_are_left_out() -> None:
    both = heard(["emergency", "crisis"], "crisis")
    assert len(plainly_labelled([both, *some_answers().said()])) == 6


def test_a_set_without_messages_has_empty_curves() -> None:
    assert curves([], AT).chosen == Point(Share(0, 0), Share(0, 0), 0.4)


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        pytest.param([(1.0, True), (0.0, False)], 0.0, id="always right"),
        pytest.param([(1.0, False), (0.0, True)], 1.0, id="always wrong"),
        pytest.param([(0.75, True)] * 3 + [(0.75, False)], 0.0, id="as claimed"),
        pytest.param([(0.85, True), (0.85, False)] + [(0.0, False)] * 2, 0.175, id="half of them too sure"),
        pytest.param([], 0.0, id="nothing claimed"),
    ],
)
def test_the_error_is_the_mean_distance(claims: list[Claim], error: float) -> None:
    assert calibration(claims).error == pytest.approx(error)


def test_bins_hold_the_claims_near_each_other() -> None:
    first, last = calibration([(0.02, False), (0.08, True), (1.0, True)]).bins
    assert (first.low, first.high, first.true) == (0.0, 0.1, Share(1, 2))
    assert first.mean == pytest.approx(0.05)
    assert (last.low, last.high, last.true) == (0.9, 1.0, Share(1, 1))


def test_an_intent_comes_true_where_its_route_is_accepted() -> None:
    law = heard(["advice"], "advice", reading(0.1, other="law"))
    family = heard(["advice"], "family", reading(0.2, other="family"))
    assert intent_claims([law, family], AT) == [(0.9, True), (0.8, False)]


def test_of_what_was_not_understood_nothing_is_claimed() -> None:
    chances = {"need": {"none": 0.95, "advice": 0.05}, "ask": {"none": 1.0}, "act": {"none": 1.0}}
    unclear = replace(reading(), grounds=replace(reading().grounds, chances=chances))
    assert intent_claims([heard(["advice"], "fallback", unclear)], AT) == []


def test_emergencies_are_claimed_of_plain_emergencies_and_calm_messages() -> None:
    claims = emergency_claims([*some_answers().said(), heard(["emergency", "crisis"], "crisis")])
    assert len(claims) == 6
    assert (0.9, True) in claims
