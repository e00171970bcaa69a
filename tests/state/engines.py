"""Debian's Valkey with the file that is shipped, in a folder of the test's own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pytest

from bot.settings import ROOT
from rig.clock import Clock
from tests.waiting import PATIENCE, until

CONFIG = ROOT / "deploy" / "valkey" / "valkey.conf"
PROGRAM = shutil.which("valkey-server") or shutil.which("redis-server")
NO_MORE: Mapping[str, str] = MappingProxyType({})
MISSING = "needs `valkey-server` or `redis-server` (Debian's packages of the same names)"


class Valkey:
    """Starts at once; `more` are settings in place of those that are shipped, `answers_all` lifts its rules."""

    def __init__(
        self,
        home: Path,
        *,
        answers_all: bool = False,
        config: Path = CONFIG,
        clock: Clock | None = None,
        more: Mapping[str, str] = NO_MORE,
    ) -> None:
        self.socket = home / "valkey.sock"
        self.home = home
        self._environment = {**os.environ, **(clock.settings() if clock else {})}
        given = {"unixsocket": str(self.socket), "dir": str(home), **more}
        if answers_all:
            config = home / "valkey.conf"
            lines = CONFIG.read_text().splitlines()
            config.write_text("\n".join(line for line in lines if not line.startswith("user ")))
        self._command = [
            str(PROGRAM),
            str(config),
            *(part for name, value in given.items() for part in (f"--{name}", value)),
        ]
        self.start()

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        with (self.home / "valkey.txt").open("ab") as output:
            self.process = subprocess.Popen(
                self._command, cwd=self.home, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )
        until(self._answers, why=lambda: (self.home / "valkey.txt").read_text())

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(by)
        self.process.wait(PATIENCE)

    def ask(self, *words: str) -> bytes:
        """The first line of the answer to a command."""
        with socket.socket(socket.AF_UNIX) as asked:
            asked.connect(str(self.socket))
            asked.sendall(f"{' '.join(words)}\r\n".encode())
            return asked.recv(4096).partition(b"\r\n")[0]

    def holds(self) -> bytes:
        """All that the process has in memory that can be written, as it lies there."""
        found = []
        maps = Path(f"/proc/{self.process.pid}/maps").read_text().splitlines()
        with Path(f"/proc/{self.process.pid}/mem").open("rb", 0) as memory:
            for line in maps:
                where, rights, *_ = line.split()
                start, end = (int(part, 16) for part in where.split("-"))
                if rights.startswith("rw") and end - start < 1 << 28:
                    with suppress(OSError, ValueError):
                        memory.seek(start)
                        found.append(memory.read(end - start))
        return b"".join(found)

    def _answers(self) -> bool:
        assert self.process.poll() is None, (self.home / "valkey.txt").read_text()
        with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(self.socket))
            probe.sendall(b"PING\r\n")
            return probe.recv(16).startswith((b"+PONG", b"-NOAUTH"))
        return False


Kind = TypeVar("Kind", bound=Valkey)


@contextmanager
def running(start: Callable[[Path], Kind]) -> Iterator[Kind]:
    """One in a folder of its own, until the block ends; skips where none is installed."""
    if PROGRAM is None:
        pytest.skip(MISSING)
    # Of a short name: a socket's path may have 107 letters.
    home = Path(tempfile.mkdtemp(prefix="state-"))
    try:
        found = start(home)
        try:
            yield found
        finally:
            found.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)
