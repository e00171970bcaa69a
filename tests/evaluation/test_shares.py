"""Wilson's interval, against values that were worked out elsewhere."""

from __future__ import annotations

import math

import pytest
from scipy.stats import binomtest

from evaluation.shares import Share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten"),
        pytest.param(10, 10, 0.7225, 1.0, id="all of ten"),
        pytest.param(5, 10, 0.2366, 0.7634, id="half of ten"),
        pytest.param(1, 29, 0.0061, 0.1718, id="one of 29"),
        pytest.param(81, 263, 0.2553, 0.3662, id="81 of 263"),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("whole", [1, 7, 132, 600])
def test_the_interval_is_that_of_another_implementation(whole: int) -> None:
    for part in {0, 1, whole // 3, whole}:
        theirs = binomtest(part, whole).proportion_ci(method="wilson")
        assert Share(part, whole).interval == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_nothing_seen_may_be_anything() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)
    assert math.isnan(Share(0, 0).value)
    assert str(Share(0, 0)) == "none there"


def test_a_share_counts_what_is_true() -> None:
    assert Share.of([True, False, True]) == Share(2, 3)
    assert str(Share(5, 10)) == "5 of 10: 50.0% (23.7% to 76.3%)"
