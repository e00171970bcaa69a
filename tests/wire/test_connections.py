"""Who makes room where too many wait."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from itertools import count

import pytest

from bot.wire.connections import Connections
from bot.wire.limits import Limits


@dataclass(eq=False)
class Client:
    """Notes what is done to it."""

    peer: str = "10.0.0.1"
    flushed: bool = True
    unread: bool = False
    done: list[str] = field(default_factory=list)

    def is_flushed(self) -> bool:
        return self.flushed

    def is_unread(self) -> bool:
        return self.unread

    def drop(self) -> None:
        self.done.append("dropped")

    def hurry(self) -> None:
        self.done.append("hurried")


def crowd(*clients: Client, waiting: int = 3, descriptors: int = 100) -> Connections:
    found = Connections(Limits(waiting=waiting, descriptors=descriptors), clock=count(0, 1.0).__next__)
    for client in clients:
        assert found.take(client, 10)
    return found


def dropped(clients: list[Client]) -> list[int]:
    return [number for number, client in enumerate(clients) if "dropped" in client.done]


def test_the_one_that_waits_longest_makes_room() -> None:
    clients = [Client() for _ in range(5)]
    assert crowd(*clients).waiting == 3
    assert dropped(clients) == [0, 1]


def test_many_at_once_push_nobody_out_before_what_they_sent_can_have_been_read() -> None:
    """They did, where a proxy passed thousands on in a moment: then people got its page for a bot that is down."""
    now = [0.0]
    found = Connections(Limits(waiting=3, descriptors=100), clock=lambda: now[0])
    clients = [Client() for _ in range(9)]
    assert all(found.take(client, 10) for client in clients)
    assert (found.waiting, dropped(clients)) == (9, [])
    now[0] = 1.0
    clients[0].unread = True
    assert found.take(Client(), 10)
    assert dropped(clients) == [1]


def test_where_descriptors_run_out_a_moment_is_too_long() -> None:
    found = Connections(Limits(waiting=3, descriptors=100), clock=lambda: 0.0)
    clients = [Client() for _ in range(5)]
    assert [found.take(client, descriptor) for client, descriptor in zip(clients, (10, 11, 12, 100, 100), strict=True)]
    assert dropped(clients) == [0, 1]


def test_whoever_was_answered_waits_anew() -> None:
    clients = [Client() for _ in range(3)]
    found = crowd(*clients)
    found.forget(clients[0])
    found.waits(clients[0])
    assert found.take(Client(), 10)
    assert dropped(clients) == [1]


def test_who_is_being_answered_is_never_closed() -> None:
    clients = [Client() for _ in range(3)]
    found = crowd(*clients)
    for client in clients:
        found.forget(client)
    assert all(found.take(Client(), 10) for _ in range(10))
    assert dropped(clients) == []


def test_room_is_made_by_the_peer_that_has_most_waiting() -> None:
    one, many = Client("10.0.0.9"), [Client("10.0.0.1") for _ in range(4)]
    crowd(one, *many)
    assert (one.done, dropped(many)) == ([], [0, 1])


def test_an_answer_that_is_still_going_out_is_cut_only_where_there_is_no_other() -> None:
    clients = [Client(flushed=False), Client(), Client(flushed=False)]
    found = crowd(*clients)
    assert [found.take(Client(flushed=False), 10) for _ in range(2)] == [True, True]
    assert dropped(clients) == [0, 1]


def test_where_descriptors_run_out_somebody_who_waits_makes_room(caplog: pytest.LogCaptureFixture) -> None:
    clients = [Client()]
    assert crowd(*clients).take(Client(), 100)
    assert dropped(clients) == [0]
    assert "file descriptors run out (100 is taken): raise LimitNOFILE" in caplog.text


def test_where_as_many_wait_as_there_are_descriptors_one_makes_room_though_the_new_one_has_a_small_number() -> None:
    clients = [Client() for _ in range(8)]
    found = Connections(Limits(waiting=9, descriptors=6), clock=count(0, 1.0).__next__)
    assert all(found.take(client, 3) for client in clients)
    assert dropped(clients) == [0, 1, 2]


def test_where_nobody_could_be_let_in_any_more_somebody_who_waits_makes_room(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clients = [Client(), Client()]
    found = crowd(*clients)
    for _ in range(3):
        found.runs_out()
    assert dropped(clients) == [0, 1]
    assert caplog.text.count("file descriptors run out") == 1


def test_where_nobody_can_be_let_in_nobody_goes_whose_request_may_be_on_its_way() -> None:
    """All of a busy moment went: the loop says hundreds of times in a turn that there is no descriptor."""
    now = [0.0]
    found = Connections(Limits(), clock=lambda: now[0])
    unread, idle, new = Client(unread=True), Client(), Client()
    assert all(found.take(client, 10) for client in (unread, idle))
    now[0] = 1.0
    assert found.take(new, 10)
    for _ in range(300):
        found.runs_out()
    assert dropped([unread, idle, new]) == [1]


def test_a_new_one_is_refused_only_where_all_others_are_being_answered() -> None:
    found = crowd()
    assert not found.take(Client(), 100)
    assert found.waiting == 0


def test_what_happens_is_said_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    found = Connections(Limits(waiting=3), clock=lambda: now[0])
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            now[0] += 1.0
            found.take(Client(), 10)
    assert caplog.text.count("connections wait: the one that waits longest is closed for each new one") == 2


def test_large_bodies_together_have_a_bound_and_small_ones_have_none(caplog: pytest.LogCaptureFixture) -> None:
    found = Connections(Limits(small=10, large=100))
    one, other, third = Client(), Client(), Client()
    assert [found.bears(one, size) for size in (11, 40, 60)] == [True] * 3
    assert [found.bears(other, size) for size in (10, 40, 41)] == [True, True, False]
    assert found.bears(third, 10)
    assert "a large request was refused: others hold 60 bytes" in caplog.text
    found.lets_go(one)
    assert found.bears(other, 100)


def test_a_stop_hurries_all_who_wait() -> None:
    clients = [Client(), Client()]
    found = crowd(*clients)
    found.stop()
    assert found.stopping
    assert [client.done for client in clients] == [["hurried"], ["hurried"]]


def test_the_limits_leave_file_descriptors_for_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (1024, 4096))
    assert (Limits.of_this_process().waiting, Limits.of_this_process().descriptors) == (512, 768)


@pytest.mark.parametrize(("descriptors", "at_a_turn"), [(8192, 409), (1024, 51), (64, 3), (4, 1), (-1, 4000)])
def test_fewer_are_let_in_at_a_turn_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, descriptors: int, at_a_turn: int
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (descriptors, descriptors))
    assert Limits.of_this_process().at_a_turn == at_a_turn


def test_thousands_who_come_at_once_are_not_each_compared_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """They were, with a call to the system for fifty of them each time: nobody else was let in for seconds."""
    looks: list[int] = []
    monkeypatch.setattr(Client, "is_unread", lambda _: looks.append(1) or True)
    now = [0.0]
    found = Connections(Limits(waiting=3), clock=lambda: now[0])
    assert all(found.take(Client(), 10) for _ in range(100))
    now[0] = 2.0
    assert all(found.take(Client(), 10) for _ in range(1000))
    assert len(looks) <= 100
