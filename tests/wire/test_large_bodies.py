"""Large bodies share their room, so that a few hundred of them do not take all memory."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.wire.limits import Limits
from tests.raw import LONGEST, rest, statuses
from tests.standing import Standing, standing

LARGE = 100_000
HEAD = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
LENGTH = HEAD + b"Content-Length: %d\r\n\r\n" % (LARGE + 1)
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % (LARGE + 1)


@pytest.fixture
def narrow(net: SafetyNet, built: Path) -> Iterator[Standing]:
    """With room for a body and a half."""
    with standing(net, built, limits=Limits(body=LONGEST, small=1000, large=LARGE * 3 // 2, last=0.05)) as running:
        yield running


def held(port: int, head: bytes, connections: ExitStack) -> socket.socket:
    """A connection that keeps its last byte back."""
    found = connections.enter_context(socket.create_connection(("127.0.0.1", port), timeout=LONGEST))
    found.sendall(head + b"a" * LARGE)
    return found


@pytest.mark.parametrize("head", [LENGTH, CHUNKS], ids=["length", "chunks"])
def test_one_for_which_there_is_no_room_is_told_so_and_the_others_are_answered(narrow: Standing, head: bytes) -> None:
    end = b"" if head is LENGTH else b"\r\n0\r\n\r\n"
    with ExitStack() as connections:
        both = [held(narrow.port, head, connections) for _ in range(2)]
        # The other one has nothing to be told yet.
        [told], _, _ = select.select(both, [], [], LONGEST)
        [first] = {*both} - {told}
        refused = rest(told)
        assert statuses(refused) == [503]
        assert b"in danger call 999" in refused
        # The small ones do not notice.
        assert (
            narrow.call("POST", "/", b"message=hi", {"Content-Type": "application/x-www-form-urlencoded"}).status == 200
        )
        first.sendall(b"a" + end + b"GET /away HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert statuses(rest(first)) == [200, 200]
        again = held(narrow.port, head, connections)
        again.sendall(b"a" + end + b"GET /away HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert statuses(rest(again)) == [200, 200]
