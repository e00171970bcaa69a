"""Whoever is slow is told so and closed, and keeps nobody else out."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.wire.limits import Limits
from tests.raw import LONGEST, rest, statuses
from tests.running import Server
from tests.standing import Standing, standing
from tests.waiting import until

# Each has one phase that ends soon, so that a test which is held up in another one does not fail.
HEAD = Limits(head=0.2)
BODY = Limits(body=0.2)
ANSWER = Limits(answer=1.0)
IDLE = Limits(idle=0.2)
# No time is long enough for so many, a hundredth of a second apart.
MANY = 20_000
HALF = b"POST /leave HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n"


@pytest.fixture
def hasty(net: SafetyNet, built: Path, request: pytest.FixtureRequest) -> Iterator[Standing]:
    with standing(net, built, limits=request.param) as running:
        yield running


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=LONGEST)


def held_by(port: int) -> int:
    """How many connections the server's side has open."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


def dripped(connection: socket.socket, byte: bytes) -> bytes:
    """What comes back where a byte is sent every hundredth of a second, until the server has enough."""
    connection.settimeout(0.01)
    for _ in range(MANY):
        try:
            connection.sendall(byte)
            first = connection.recv(65536)
        except TimeoutError:
            continue
        except ConnectionError:
            return b""
        connection.settimeout(LONGEST)
        return first + rest(connection)
    raise AssertionError("the server never had enough")


def answers(port: int, begun: bytes) -> list[int]:
    """What a connection is told on which this was sent. One that was closed before it began is opened once more."""
    for _ in range(MANY):
        with connect(port) as connection, suppress(ConnectionError):
            connection.sendall(begun)
            if found := statuses(rest(connection)):
                return found
    raise AssertionError("nothing was said")


@pytest.mark.parametrize(
    ("hasty", "begun"),
    [
        pytest.param(HEAD, b"POST /leave HT", id="first-line"),
        pytest.param(HEAD, HALF, id="headers"),
        pytest.param(BODY, HALF + b"\r\nconversation=", id="body"),
        pytest.param(BODY, HALF + b"Upgrade: websocket\r\n\r\n", id="websocket"),
        pytest.param(BODY, b"POST /leave HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", id="chunk"),
    ],
    indirect=["hasty"],
)
def test_a_request_that_stops_half_way_is_told_so_and_closed(hasty: Standing, begun: bytes) -> None:
    assert answers(hasty.port, begun) == [408]


@pytest.mark.parametrize(
    ("hasty", "begun"),
    [(HEAD, HALF + b"X: "), (BODY, HALF + b"\r\n")],
    indirect=["hasty"],
    ids=["head", "body"],
)
def test_a_byte_now_and_then_wins_no_time(hasty: Standing, begun: bytes) -> None:
    with connect(hasty.port) as connection:
        connection.sendall(begun)
        assert statuses(dripped(connection, b"a")) == [408]


@pytest.mark.parametrize(
    ("hasty", "begun"),
    [(HEAD, b""), (IDLE, b"GET /away HTTP/1.1\r\nHost: a\r\n\r\n")],
    indirect=["hasty"],
    ids=["new", "answered"],
)
def test_a_connection_on_which_nothing_begins_is_closed_without_a_word(hasty: Standing, begun: bytes) -> None:
    with connect(hasty.port) as connection:
        connection.sendall(begun)
        assert statuses(rest(connection)) == ([200] if begun else [])


@pytest.mark.parametrize("hasty", [ANSWER], indirect=True)
def test_who_takes_no_answer_is_cut_off(hasty: Standing) -> None:
    with connect(hasty.port) as connection:
        connection.sendall(b"GET /widget.js HTTP/1.1\r\nHost: a\r\n\r\n" * 200)
        until(lambda: not held_by(hasty.port))


def test_people_get_in_while_more_are_held_half_open_than_there_is_room_for(
    net: SafetyNet, built: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with standing(net, built, limits=Limits(waiting=10, moment=0.0)) as app, ExitStack() as held:
        for _ in range(50):
            held.enter_context(connect(app.port)).sendall(HALF)
        # Behind this all of them have been read.
        assert app.call("GET", "/away").status == 200
        assert app.say("hello")
    assert "connections wait: the one that waits longest is closed for each new one" in caplog.text


def test_people_get_in_though_more_connect_than_there_are_file_descriptors(tmp_path: Path, model: Path) -> None:
    server = Server(
        tmp_path,
        prefix=("prlimit", "--nofile=512:512"),
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(tmp_path / "directory.sqlite"),
    ).wait()
    try:
        with ExitStack() as held:
            for _ in range(700):
                held.enter_context(connect(server.port)).sendall(HALF)
            assert server.say("my mate wont wake up")
    finally:
        server.stop()
    assert "connections wait" in server.printed()


def test_more_who_come_at_one_moment_than_there_are_file_descriptors_are_let_in_bit_by_bit(
    tmp_path: Path, model: Path
) -> None:
    """They were all tried at once: 24,000 lines in the log for 400 people, and nobody was answered meanwhile."""
    server = Server(
        tmp_path,
        prefix=("prlimit", "--nofile=256:256"),
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(tmp_path / "directory.sqlite"),
    ).wait()
    try:
        with ExitStack() as held:
            server.process.send_signal(signal.SIGSTOP)
            for _ in range(400):
                held.enter_context(connect(server.port))
            server.process.send_signal(signal.SIGCONT)
            assert server.say("my mate wont wake up")
    finally:
        server.stop()
    assert "out of system resource" not in server.printed()
