"""How much may come in a minute."""

from __future__ import annotations

import pytest

from bot.engine.expiring import sweep_all
from bot.engine.rates import Rate


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def rate(now: list[float]) -> Rate:
    return Rate(6, clock=lambda: now[0])


def use_up(rate: Rate, key: str = "a") -> None:
    assert [rate.take(key) for _ in range(7)] == [True] * 6 + [False]


def test_a_minutes_worth_may_come_at_once_and_no_more(rate: Rate) -> None:
    use_up(rate)


def test_each_key_has_its_own(rate: Rate) -> None:
    use_up(rate, "a")
    use_up(rate, "b")


@pytest.mark.parametrize(("seconds", "more"), [(0.0, 0), (9.9, 0), (10.1, 1), (35.0, 3), (60.0, 6), (3600.0, 6)])
def test_they_come_back_one_after_another(rate: Rate, now: list[float], seconds: float, more: int) -> None:
    use_up(rate)
    now[0] += seconds
    assert [rate.take("a") for _ in range(more + 1)] == [True] * more + [False]


@pytest.mark.parametrize(("seconds", "wait"), [(0.0, 10), (4.0, 6), (9.5, 1), (11.0, 0)])
def test_it_says_how_long_to_wait(rate: Rate, now: list[float], seconds: float, wait: int) -> None:
    use_up(rate)
    now[0] += seconds
    assert rate.seconds_until("a") == wait


def test_asking_too_soon_makes_nobody_wait_longer(rate: Rate, now: list[float]) -> None:
    use_up(rate)
    for _ in range(9):
        now[0] += 1
        assert not rate.take("a")
    now[0] += 1.01
    assert rate.take("a")


def test_what_is_forgotten_or_full_again_is_not_held(rate: Rate, now: list[float]) -> None:
    use_up(rate, "a")
    use_up(rate, "b")
    rate.forget("a")
    assert len(rate._buckets) == 1
    now[0] += 60
    sweep_all()
    assert len(rate._buckets) == 0
