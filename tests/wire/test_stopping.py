"""A stop lets everybody have the answer that is being made, takes nobody new, and is over."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.engine.lanes import MOST_AT_ONCE
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.wire import running
from bot.wire.connections import Connections
from bot.wire.limits import Limits
from tests.engine.agents import whole_reply
from tests.raw import LONGEST, rest, statuses
from tests.running import WEBHOOK
from tests.standing import standing

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

# As many as are answered at once.
PEOPLE = MOST_AT_ONCE
BODY = b'{"message": "hello"}'
SAY = b"\r\n".join(
    [
        f"POST {WEBHOOK} HTTP/1.1".encode(),
        b"Host: 127.0.0.1",
        b"Content-Type: application/json",
        f"Content-Length: {len(BODY)}".encode(),
        b"",
        BODY,
    ]
)


class Thinking:
    """Answers nobody before it is let to; `all_in` is set once all people have asked."""

    def __init__(self) -> None:
        self.all_in, self.may_answer = threading.Event(), asyncio.Event()
        self._missing = PEOPLE

    async def handle_message(self, message: UserMessage) -> None:
        self._missing -= 1
        if not self._missing:
            self.all_in.set()
        await self.may_answer.wait()
        await whole_reply(message)


@contextmanager
def asked(last_resort: LastResort, built: Path, agent: Thinking, limits: Limits) -> Iterator[list[socket.socket]]:
    """The connections of people who wait for an answer; the server has stopped when the block begins."""
    with ExitStack() as connections:
        with standing(SafetyNet(last_resort, agent), built, limits=limits) as app:
            found = [
                connections.enter_context(socket.create_connection(("127.0.0.1", app.port), timeout=LONGEST))
                for _ in range(PEOPLE)
            ]
            for connection in found:
                connection.sendall(SAY)
            assert agent.all_in.wait(LONGEST)
        yield found


def test_whoever_is_being_answered_when_it_stops_gets_the_answer(
    last_resort: LastResort, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, stop = Thinking(), Connections.stop
    # Answered once the stop has gone as far as it gets before.
    monkeypatch.setattr(Connections, "stop", lambda found: stop(found) or agent.may_answer.set())
    with asked(last_resort, built, agent, Limits(stop=LONGEST)) as people:
        answers = [rest(person) for person in people]
    assert [statuses(answer) for answer in answers] == [[200]] * PEOPLE
    assert all(b"connection: close" in answer and b"Hello." in answer for answer in answers)


def test_an_answer_that_takes_too_long_is_given_up_and_it_is_said(
    last_resort: LastResort, built: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with asked(last_resort, built, Thinking(), Limits(stop=0.1)) as people:
        assert [rest(person) for person in people] == [b""] * PEOPLE
    assert f"{PEOPLE} connections were cut off: their answers took too long" in caplog.text


@pytest.mark.parametrize(
    ("before", "stops"),
    [(signal.SIG_DFL, {"SIGINT", "SIGTERM", "SIGHUP"}), (signal.SIG_IGN, {"SIGINT", "SIGTERM"})],
    ids=["a terminal", "nohup"],
)
def test_a_terminal_that_is_closed_stops_it_as_ctrl_c_does(
    monkeypatch: pytest.MonkeyPatch, before: signal.Handlers, stops: set[str]
) -> None:
    monkeypatch.setattr(signal, "getsignal", lambda _: before)
    assert {each.name for each in running._stops()} == stops


@pytest.mark.parametrize("begun", [b"", b"POST / HT", SAY[:-5]], ids=["nothing", "head", "body"])
def test_who_has_nothing_whole_in_does_not_hold_it_up(
    last_resort: LastResort, built: Path, caplog: pytest.LogCaptureFixture, begun: bytes
) -> None:
    with standing(SafetyNet(last_resort), built, limits=Limits(last=0.1, stop=LONGEST)) as app:
        slow = socket.create_connection(("127.0.0.1", app.port), timeout=LONGEST)
        slow.sendall(begun)
        app.call("GET", "/away")
    with slow:
        assert statuses(rest(slow)) == ([408] if begun else [])
    assert "cut off" not in caplog.text
