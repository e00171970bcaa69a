"""What one worker knows of a person another one knows as well, by a clock of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import time_machine

from bot.engine.rates import A_MINUTE
from bot.sms.message import About, Reply
from bot.sms.person import TEN_MINUTES, Limit, Open, Person
from bot.sms.remembering import dumped, dumped_reply, loaded, loaded_reply
from bot.sms.segmentation.fitting import Choice
from tests.sms.talking import Clock

PER_MINUTE: dict[Limit, int] = {"texts": 10, "grave": 1, "beyond": 6}


@pytest.fixture
def elsewhere() -> Clock:
    """Of a machine that was started at another time."""
    return Clock(5_000_000.0)


@pytest.fixture
def ann(clock: Clock) -> Person:
    person = Person("ann", PER_MINUTE, clock)
    person.counts("a seal")
    person.takes("grave")
    person.becomes("told", TEN_MINUTES)
    person.leave_open(Open(("More.",), (Choice(1, "My own use", "/treatment"),)))
    person.note_answered(About("crisis", ("samaritans", "shout")))
    person.note_said(["Call 999 now. Tell them what you see."])
    return person


@pytest.fixture(autouse=True)
def wall() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-28T12:00:00+00:00", tick=False) as found:
        yield found


def told(person: Person, clock: Clock) -> Person:
    return loaded(json.loads(json.dumps(dumped(person))), PER_MINUTE, clock)


def test_all_of_it_comes_over(ann: Person, elsewhere: Clock) -> None:
    found = told(ann, elsewhere)
    assert (found.key, found.ours, found.open) == ("ann", ann.ours, ann.open)
    assert found.about == About("crisis", ("samaritans", "shout"))
    assert (found.is_now("told"), found.takes("grave"), found.counts("a seal")) == (True, False, 2)


def test_the_time_on_the_way_counts(ann: Person, elsewhere: Clock, wall: time_machine.Traveller) -> None:
    row = json.dumps(dumped(ann))
    wall.shift(TEN_MINUTES + 1)
    found = loaded(json.loads(row), PER_MINUTE, elsewhere)
    assert (found.is_now("told"), found.open) == (False, ann.open)


def test_circling_goes_on_from_where_it_began(clock: Clock, elsewhere: Clock) -> None:
    person = Person("ann", PER_MINUTE, clock)
    for _ in range(30):
        person.is_heard_beyond(is_grave=True)
        clock.now += A_MINUTE
    found = told(person, elsewhere)
    assert [found.is_heard_beyond(is_grave=True) for _ in range(3)] == [
        person.is_heard_beyond(is_grave=True) for _ in range(3)
    ]


def test_a_reply_comes_over() -> None:
    reply = Reply(("Call 999 now.", "Second."), "emergency")
    assert loaded_reply(json.loads(json.dumps(dumped_reply(reply)))) == reply
