"""Wilson's interval, against values that were worked out elsewhere."""

from __future__ import annotations

import math

import pytest
from scipy.stats import binomtest

from evaluation.shares import Share, resampled


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


def test_drawing_conversations_gives_a_wider_interval_than_turns_alone() -> None:
    found = resampled([[True] * 5] * 10 + [[False] * 5] * 10)
    (low, high), (lowest, highest) = found.interval, Share(50, 100).interval
    assert found == Share(50, 100)
    assert low < lowest < 0.5 < highest < high


def test_the_draws_are_the_same_each_time() -> None:
    groups = [[True, False], [True, True], [False, False, True]]
    assert resampled(groups).interval == resampled(groups).interval


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param([[True], [False], [True]], id="one each"),
        pytest.param([[True, True], [True, True]], id="all alike"),
        pytest.param([[True, False], []], id="one group"),
        pytest.param([], id="none"),
    ],
)
def test_where_drawing_shows_nothing_the_interval_is_wilsons(groups: list[list[bool]]) -> None:
    assert resampled(groups).interval == Share.of(one for group in groups for one in group).interval
