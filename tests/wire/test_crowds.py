"""Many who come at once."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.wire.connections import Connections
from tests.engine.agents import whole_reply
from tests.raw import LONGEST
from tests.standing import standing
from tests.wire.test_stopping import SAY

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

PEOPLE = 40


class Busy:
    """Holds the whole loop up with its first message, and notes at each how many have been let in."""

    def __init__(self, let_in: list[int]) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.seen: list[int] = []
        self._let_in = let_in

    async def handle_message(self, message: UserMessage) -> None:
        self.begun.set()
        self.go.wait(LONGEST)
        self.seen.append(len(self._let_in))
        await whole_reply(message)


def test_all_who_came_while_the_loop_was_held_up_are_let_in_at_its_next_turn(
    last_resort: LastResort, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One at each turn, as uvloop does it, makes the last of them wait for everybody's answer."""
    let_in: list[int] = []
    take = Connections.take
    monkeypatch.setattr(Connections, "take", lambda *given: let_in.append(1) or take(*given))
    agent = Busy(let_in)
    with standing(SafetyNet(last_resort, agent), built) as app, ExitStack() as people:
        for number in range(PEOPLE):
            person = people.enter_context(socket.create_connection(("127.0.0.1", app.port), timeout=LONGEST))
            person.sendall(SAY)
            assert number or agent.begun.wait(LONGEST)
        agent.go.set()
        assert person.recv(100).startswith(b"HTTP/1.1 200")
    assert agent.seen[1] == PEOPLE
