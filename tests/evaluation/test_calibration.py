"""How far probabilities are from what came true."""

from __future__ import annotations

import pytest

from evaluation.calibration import Claim, calibration, emergency_claims, intent_claims
from evaluation.shares import Share
from tests.evaluation.made import heard, reading, some_answers


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
    assert intent_claims([law, family]) == [(0.9, True), (0.8, False)]


def test_emergencies_are_claimed_of_plain_emergencies_and_calm_messages() -> None:
    claims = emergency_claims([*some_answers().said(), heard(["emergency", "crisis"], "crisis")])
    assert len(claims) == 6
    assert (0.9, True) in claims
