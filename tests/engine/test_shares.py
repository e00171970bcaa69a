"""A share for everybody: whoever takes much leaves something for those who took little."""

from __future__ import annotations

import pytest

from bot.engine.expiring import sweep_all
from bot.engine.shares import Shares


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def shares(now: list[float]) -> Shares:
    """Sixty a minute."""
    return Shares(60, clock=lambda: now[0])


def taken(shares: Shares, key: str, times: int) -> int:
    return sum(shares.take(key) for _ in range(times))


def test_one_alone_gets_half_at_once(shares: Shares) -> None:
    assert taken(shares, "a", 100) == 30


def test_one_alone_goes_on_at_the_full_rate(shares: Shares, now: list[float]) -> None:
    taken(shares, "a", 100)
    now[0] += 20
    assert taken(shares, "a", 100) == 20


@pytest.mark.parametrize("many", [1, 5, 20, 30])
@pytest.mark.parametrize("in_turn", [True, False])
def test_after_a_flood_somebody_else_is_still_heard(many: int, in_turn: bool) -> None:
    shares = Shares(600, clock=lambda: 0.0)
    flood = [f"flood {place}" for place in range(many)] * 100
    for key in flood if in_turn else sorted(flood):
        shares.take(key)
    assert shares.take("somebody")


def test_somebody_else_is_heard_all_through_a_flood(shares: Shares, now: list[float]) -> None:
    heard = 0
    for _ in range(120):
        now[0] += 1
        taken(shares, "flood", 50)
        heard += now[0] % 30 != 0 or shares.take("somebody")
    assert heard == 120


def test_many_with_little_each_get_all_there_is(shares: Shares) -> None:
    assert sum(shares.take(f"person {place}") for place in range(100)) == 60


def test_what_was_taken_fades_within_a_minute(shares: Shares, now: list[float]) -> None:
    taken(shares, "a", 100)
    now[0] += 61
    sweep_all()
    assert len(shares._taken) == 0
    assert taken(shares, "a", 100) == 30


def test_it_says_when_to_come_again(shares: Shares) -> None:
    assert (shares.seconds_until(), Shares(5).seconds_until(), Shares(6000).seconds_until()) == (1, 12, 1)
