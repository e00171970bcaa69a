"""A memory that forgets, on a clock that the test turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.engine.expiring import ExpiringMap, sweep_all

LIFE = 100.0


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> ExpiringMap[str]:
    return ExpiringMap(seconds=LIFE, limit=3, clock=clock)


@pytest.mark.parametrize(
    ("after", "value"),
    [
        pytest.param(0.0, "said", id="at-once"),
        pytest.param(LIFE - 0.001, "said", id="just-before-its-time"),
        pytest.param(LIFE, None, id="when-its-time-is-up"),
        pytest.param(LIFE * 10, None, id="long-after"),
    ],
)
def test_a_value_is_kept_for_its_time_and_no_longer(
    kept: ExpiringMap[str], clock: Clock, after: float, value: str | None
) -> None:
    kept.set("a", "said")
    clock.now += after
    assert kept.get("a") == value


def test_setting_again_starts_its_time_again(kept: ExpiringMap[str], clock: Clock) -> None:
    kept.set("a", "one")
    clock.now = LIFE * 0.6
    kept.set("a", "two")
    clock.now = LIFE * 1.2
    assert kept.get("a") == "two"


def test_reading_does_not_prolong_its_time(kept: ExpiringMap[str], clock: Clock) -> None:
    kept.set("a", "one")
    clock.now = LIFE * 0.9
    kept.get("a")
    clock.now = LIFE
    assert kept.get("a") is None


@pytest.mark.parametrize(
    ("order", "left"),
    [
        pytest.param("abcd", ["b", "c", "d"], id="the-oldest-goes"),
        pytest.param("abcad", ["c", "a", "d"], id="one-set-again-is-young"),
        pytest.param("abcdefg", ["e", "f", "g"], id="never-more-than-the-limit"),
    ],
)
def test_over_the_limit_the_oldest_goes_first(kept: ExpiringMap[str], order: str, left: list[str]) -> None:
    for key in order:
        kept.set(key, key)
    assert kept.keys() == left


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(lambda kept: kept.sweep(), id="sweep"),
        pytest.param(lambda kept: sweep_all(), id="sweep-of-all"),
        pytest.param(lambda kept: kept.keys(), id="keys"),
        pytest.param(lambda kept: kept.get("other"), id="get-of-another"),
        pytest.param(lambda kept: "other" in kept, id="in-of-another"),
        pytest.param(lambda kept: kept.set("other", "x"), id="set-of-another"),
    ],
)
def test_what_is_over_time_is_dropped_by_any_look(
    kept: ExpiringMap[str], clock: Clock, look: Callable[[ExpiringMap[str]], object]
) -> None:
    kept.set("a", "one")
    clock.now = LIFE
    look(kept)
    assert "a" not in kept._kept


def test_forgetting_is_at_once_and_of_that_one_alone(kept: ExpiringMap[str]) -> None:
    kept.set("a", "one")
    kept.set("b", "two")
    kept.forget("a")
    kept.forget("never there")
    assert (kept.get("a"), kept.get("b"), len(kept)) == (None, "two", 1)


def test_unless_told_otherwise_it_keeps_ten_thousand_for_half_an_hour(clock: Clock) -> None:
    kept: ExpiringMap[int] = ExpiringMap(clock=clock)
    for number in range(10_001):
        kept.set(str(number), number)
    assert (len(kept), kept.get("0"), kept.get("1")) == (10_000, None, 1)
    clock.now = 30 * 60 - 1
    assert kept.get("10000") == 10_000
    clock.now = 30 * 60
    assert len(kept.keys()) == 0


@pytest.fixture
def sparing(clock: Clock) -> ExpiringMap[str]:
    return ExpiringMap(seconds=LIFE, limit=3, spares_old=True, clock=clock)


@pytest.mark.parametrize(
    ("order", "left"),
    [
        pytest.param("abcd", "abc", id="a-new-one-pushes-nobody-out"),
        pytest.param("abcab", "cab", id="one-set-again-stays"),
        pytest.param("aBCd", "aBd", id="the-newest-lesser-one-goes"),
        pytest.param("aBCde", "ade", id="then-the-one-before"),
        pytest.param("aBCdef", "ade", id="and-then-none"),
        pytest.param("abcD", "abc", id="a-lesser-one-never-takes-a-place"),
        pytest.param("aBCbd", "abd", id="once-more-than-lesser-it-stays"),
    ],
)
def test_sparing_the_old_a_flood_pushes_nobody_out(sparing: ExpiringMap[str], order: str, left: str) -> None:
    """Capitals are lesser; "B" and "b" are one key."""
    for key in order:
        sparing.set(key.lower(), key, lesser=key.isupper())
    assert sorted(sparing.keys()) == sorted(left.lower())


def test_what_was_not_kept_may_come_when_there_is_room(sparing: ExpiringMap[str], clock: Clock) -> None:
    for key in "abcd":
        sparing.set(key, key)
    clock.now = LIFE
    sparing.set("d", "d")
    assert (sparing.keys(), len(sparing._lesser)) == (["d"], 0)
