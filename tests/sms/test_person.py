"""One record for each person, and each part of it for its own time."""

from __future__ import annotations

import pytest

from bot.engine.expiring import HALF_AN_HOUR, sweep_all
from bot.engine.rates import A_MINUTE
from bot.sms import person as module
from bot.sms.person import MOST_ALIKE, TEN_MINUTES, Open, People, Person
from tests.sms.talking import Clock

PER_MINUTE = {"texts": 10, "grave": 1, "beyond": 6}


@pytest.fixture
def people(clock: Clock) -> People:
    return People(PER_MINUTE, clock=clock)


@pytest.fixture
def ann(people: People) -> Person:
    return people.who("ann")


def test_each_part_goes_by_a_sweep_when_its_time_is_up(people: People, ann: Person, clock: Clock) -> None:
    ann.takes("grave")
    ann.becomes("told", A_MINUTE)
    ann.counts("a seal")
    ann.leave_open(Open(("More.",)))
    held = []
    for now in (A_MINUTE - 1, A_MINUTE, TEN_MINUTES, HALF_AN_HOUR - 1, HALF_AN_HOUR):
        clock.now = now
        people.who("ann")
        sweep_all()
        held.append((len(ann.buckets), "told" in ann.ends, len(ann.alike), len(ann.left.more)))
    assert held == [(1, True, 1, 1), (0, False, 1, 1), (0, False, 0, 1), (0, False, 0, 1), (0, False, 0, 0)]


def test_half_an_hour_after_the_last_text_nobody_is_known(people: People, ann: Person, clock: Clock) -> None:
    clock.now = HALF_AN_HOUR - 1
    assert people.who("ann") is ann
    clock.now += HALF_AN_HOUR
    assert people.who("ann") is not ann


def test_a_flood_pushes_out_nobody_who_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PEOPLE", 3)
    people = People(PER_MINUTE)
    ann = people.who("ann")
    people.keep(ann)
    for place in range(20):
        people.who(f"flood {place}")
    assert people.who("ann") is ann
    bob = people.who("bob")
    people.keep(bob)
    assert people.who("bob") is bob


def test_how_often_the_same_came_counts_without_ten_minutes_of_quiet(ann: Person, clock: Clock) -> None:
    counts = []
    for later in (0.0, TEN_MINUTES - 1, TEN_MINUTES - 1, TEN_MINUTES):
        clock.now += later
        counts.append(ann.counts("a seal"))
    assert counts == [1, 2, 3, 1]


def test_of_different_texts_the_oldest_is_forgotten(ann: Person) -> None:
    for place in range(MOST_ALIKE + 1):
        ann.counts(str(place))
    assert (ann.counts("0"), ann.counts(str(MOST_ALIKE))) == (1, 2)


def test_becoming_prolongs_and_once_does_not(ann: Person, clock: Clock) -> None:
    assert [ann.becomes("told", 10), ann.once("given", 10)] == [True, True]
    clock.now = 9
    assert [ann.becomes("told", 10), ann.once("given", 10)] == [False, False]
    clock.now = 10
    assert [ann.is_now("told"), ann.is_now("given")] == [True, False]
