"""Which figure decides, and where a target begins to be met."""

from __future__ import annotations

import pytest

from bench.targets import TARGETS, Target
from tests.bench.made import figures, speed
from tests.rows import each_row

RATE, MEDIAN, MEMORY, PORT, ANSWER = TARGETS


@each_row(
    ("target", "value", "verdict"),
    [
        (RATE, 4.99, "NOT met"),
        (RATE, 5, "met"),
        (RATE, 8, "met, the aim too"),
        (MEDIAN, 0.201, "NOT met"),
        (MEDIAN, 0.2, "met"),
        (MEDIAN, 0.12, "met, the aim too"),
        (MEMORY, 451, "NOT met"),
        (MEMORY, 350, "met, the aim too"),
        (ANSWER, 7.1, "NOT met"),
        (ANSWER, 4, "met, the aim too"),
        (PORT, 2, "met"),
    ],
)
def test_a_target_is_met_from_its_figure_on(target: Target, value: float, verdict: str) -> None:
    assert target.verdict(value) == verdict


def test_of_one_client_and_of_several_the_worse_decides() -> None:
    ours = figures(one=speed(median_ms=5, per_second=160), eight=speed(median_ms=40, per_second=200))
    stock = figures(one=speed(median_ms=50, per_second=20), eight=speed(median_ms=160, per_second=40))
    assert RATE.worst(ours, stock) == pytest.approx(5)
    assert MEDIAN.worst(ours, stock) == pytest.approx(0.25)


def test_what_would_differ_between_machines_is_a_ratio() -> None:
    quick, slow = figures(), figures(one=speed(20, 40), eight=speed(20, 40))
    assert RATE.worst(quick, quick) == RATE.worst(slow, slow) == 1
    assert MEDIAN.worst(quick, quick) == MEDIAN.worst(slow, slow) == 1


def test_a_bound_says_which_way() -> None:
    assert (RATE.bound(5), MEMORY.bound(450), PORT.bound(None)) == ("≥ 5.0", "≤ 450", "–")
