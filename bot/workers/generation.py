"""Loads everything once, sees that it is well, forks the workers, and forks anew whichever dies.

It has no event loop and, once it forks, no thread that does anything: what is copied is at rest.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from bot.streams import before_rasa, survive_a_full_disk
from bot.workers.handover import WELL, Handover

logger = logging.getLogger(__name__)

A_LOOK = 0.1
# A worker whose loop does not turn for so long hangs, and is ended.
HANGS = 30.0
# For its first word: it reads templates, and others want the processor too.
LONGEST_FIRST = 60.0
# One that dies as soon as it lives is not forked without a pause.
SHORT_LIFE, PAUSE = 2.0, 1.0
# Beyond what a worker takes to drain.
AND_A_BIT = 5.0

Work = Callable[[int, socket.socket, int], None]


@dataclass
class Child:
    """A worker, as its parent sees it. `heard` is when it last said that its loop turns."""

    pid: int
    pipe: int
    born: float
    heard: float
    is_well: bool = False


@dataclass
class Generation:
    """`work` is what each does, by its number, its socket, and where it says that it lives."""

    sockets: list[socket.socket]
    work: Work
    drain: float
    tell: int
    _children: dict[int, Child] = field(default_factory=dict)
    _stopping: bool = False
    _not_before: dict[int, float] = field(default_factory=dict)

    def run(self) -> None:
        """Until SIGTERM, or until the supervisor is gone."""
        parent = os.getppid()
        signal.signal(signal.SIGTERM, self._stop)
        while not self._stopping and os.getppid() == parent:
            self._fork_missing()
            time.sleep(A_LOOK)
            self._reap()
            self._listen()
            self._say_well()
        self._stopping = True
        self._end()

    def _stop(self, by: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _fork_missing(self) -> None:
        now = time.monotonic()
        for number in range(len(self.sockets)):
            if number not in self._children and now >= self._not_before.get(number, 0.0):
                self._fork(number)

    def _fork(self, number: int) -> None:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                os.close(reading)
                for other in self._children.values():
                    os.close(other.pipe)
                if self.tell >= 0:
                    os.close(self.tell)
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                self.work(number, self.sockets[number], writing)
                status = 0
            except Exception as error:  # noqa: BLE001 - nothing of the parent's may run in the child
                logger.error("%s in a worker", type(error).__name__)
            finally:
                os._exit(status)
        os.close(writing)
        os.set_blocking(reading, False)
        now = time.monotonic()
        self._children[number] = Child(pid, reading, now, now + LONGEST_FIRST - HANGS)

    def _reap(self) -> None:
        for number, child in list(self._children.items()):
            try:
                ended, status = os.waitpid(child.pid, os.WNOHANG)
            except ChildProcessError:
                ended, status = child.pid, 0
            if not ended:
                continue
            del self._children[number]
            os.close(child.pipe)
            now = time.monotonic()
            if now - child.born < SHORT_LIFE:
                self._not_before[number] = now + PAUSE
            if not self._stopping:
                logger.error("a worker has ended (%s): another takes its place", _how(status))

    def _listen(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            try:
                said = os.read(child.pipe, 4096)
            except BlockingIOError:
                said = b""
            if said:
                child.heard, child.is_well = now, True
            elif now - child.heard > HANGS:
                logger.error("a worker hangs and is ended")
                os.kill(child.pid, signal.SIGKILL)

    def _say_well(self) -> None:
        well = sum(child.is_well for child in self._children.values())
        if self.tell >= 0 and well == len(self.sockets):
            os.write(self.tell, WELL)
            os.close(self.tell)
            self.tell = -1

    def _end(self) -> None:
        for child in self._children.values():
            os.kill(child.pid, signal.SIGTERM)
        ends = time.monotonic() + self.drain + AND_A_BIT
        while self._children and time.monotonic() < ends:
            time.sleep(A_LOOK)
            self._reap()
        for child in self._children.values():
            os.kill(child.pid, signal.SIGKILL)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def main() -> None:
    """`python -m bot.workers.generation`, as a supervisor starts it."""
    # Systemd may send it to all processes of a service: it is the supervisor's to act on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handover = Handover.taken()
    survive_a_full_disk()
    before_rasa()
    from bot.workers.loading import loaded

    found = loaded(handover)
    if found is None:
        sys.exit(1)
    Generation(handover.listening(), found.work, found.drain, handover.tell).run()


if __name__ == "__main__":
    main()
