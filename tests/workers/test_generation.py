"""Whatever becomes of a worker, another takes its place; nobody is left when their parent is gone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.workers.handover import WELL, sockets_on
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.process

# Each worker says its process on each connection, and does as the file beside it says: live, hang, or die at once.
PROGRAM = """
import os, sys, time, select
from bot.workers.generation import Generation
import socket
home, tell = sys.argv[1], int(sys.argv[2])
sockets = [socket.socket(fileno=int(one)) for one in sys.argv[3:]]

def work(number, listening, pipe):
    listening.settimeout(0.05)
    while True:
        how = open(home + "/how").read()
        if how == "die":
            os._exit(3)
        if how != "say nothing":
            os.write(pipe, b".")
        try:
            connection, _ = listening.accept()
        except TimeoutError:
            continue
        connection.sendall(str(os.getpid()).encode())
        connection.close()

Generation(sockets, work, 1.0, tell).run()
"""


class Family:
    """A generation of two, without anything of the bot."""

    def __init__(self, home: Path) -> None:
        (home / "how").write_text("live")
        self.home = home
        self.sockets = sockets_on("127.0.0.1", [0, 0], 100)
        reading, writing = os.pipe()
        self.well = os.fdopen(reading, "rb")
        for one in self.sockets:
            one.set_inheritable(True)
        descriptors = [one.fileno() for one in self.sockets]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(home), str(writing), *map(str, descriptors)],
            cwd=ROOT,
            pass_fds=[*descriptors, writing],
        )
        os.close(writing)

    def who(self, number: int) -> int:
        """The process of a worker; whoever connects while there is none waits."""
        with socket.create_connection(self.sockets[number].getsockname(), timeout=PATIENCE) as asked:
            return int(asked.recv(20))


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    found = Family(tmp_path)
    yield found
    found.process.terminate()
    found.process.wait(PATIENCE)
    for one in found.sockets:
        one.close()
    found.well.close()


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_says_that_it_is_well_when_all_of_them_are(family: Family) -> None:
    assert family.well.read() == WELL
    assert len({family.who(0), family.who(1)}) == 2


def test_one_that_is_killed_is_followed_by_another_and_nobody_is_refused_meanwhile(family: Family) -> None:
    before = family.who(0)
    other = family.who(1)
    os.kill(before, signal.SIGKILL)
    assert family.who(0) != before
    assert family.who(1) == other


def test_two_that_are_killed_at_once_come_back(family: Family) -> None:
    before = [family.who(number) for number in (0, 1)]
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert not {family.who(0), family.who(1)} & set(before)


def test_where_none_lives_it_is_not_well(family: Family) -> None:
    family.well.read()
    pid = family.who(0)
    (family.home / "how").write_text("die")
    until(lambda: not lives(pid))
    (family.home / "how").write_text("live")
    assert lives(family.who(0))


def test_with_sigterm_all_of_them_end(family: Family) -> None:
    pids = [family.who(number) for number in (0, 1)]
    family.process.terminate()
    assert family.process.wait(PATIENCE) == 0
    assert not any(map(lives, pids))
