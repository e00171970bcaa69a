"""What systemd is told, over a real socket."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.wire.systemd import Systemd
from tests.raw import LONGEST
from tests.standing import standing


@pytest.fixture(params=["file", "abstract"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[socket.socket]:
    """The socket that systemd would listen on."""
    name = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as found:
        found.bind(name if request.param == "file" else "\0" + name)
        found.settimeout(LONGEST)
        yield found


def address(told: socket.socket) -> str:
    name = told.getsockname()
    return name if isinstance(name, str) else "@" + name[1:].decode()


def test_it_is_told_that_the_server_listens_lives_and_stops(
    told: socket.socket, net: SafetyNet, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address(told))
    monkeypatch.setenv("WATCHDOG_USEC", "30000")
    with standing(net, built) as app:
        assert told.recv(100) == b"READY=1"
        assert app.call("GET", "/away").status == 200
        assert [told.recv(100) for _ in range(3)] == [b"WATCHDOG=1"] * 3
    said = b""
    while said != b"STOPPING=1":
        said = told.recv(100)


async def test_a_loop_that_hangs_says_nothing(told: socket.socket) -> None:
    feeding = asyncio.create_task(Systemd({"NOTIFY_SOCKET": address(told), "WATCHDOG_USEC": "3000"}).feed())
    await asyncio.sleep(0)
    assert told.recv(100) == b"WATCHDOG=1"
    time.sleep(0.05)
    told.setblocking(False)
    with pytest.raises(BlockingIOError):
        told.recv(100)
    feeding.cancel()


@pytest.mark.parametrize(
    "unwatched",
    [{}, {"WATCHDOG_USEC": ""}, {"WATCHDOG_USEC": "no"}, {"WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"}],
)
async def test_where_nobody_watches_nothing_is_fed(unwatched: dict[str, str]) -> None:
    await Systemd(unwatched).feed()


def test_a_systemd_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    Systemd({"NOTIFY_SOCKET": str(tmp_path / "gone"), "WATCHDOG_PID": str(os.getpid())}).say("READY=1")
    Systemd({}).say("READY=1")
