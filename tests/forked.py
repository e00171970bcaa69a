"""Programs of ours that begin with all imported that others wrote: half of a start, and the same each time."""

from __future__ import annotations

import functools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from bot.settings import ROOT

ENDED = "the process that forks servers has ended"
ASKING = threading.Lock()


class Forked:
    """One of them, with as much of `subprocess.Popen` as tests need."""

    def __init__(self, words: list[str], *, folder: Path, environment: Mapping[str, str], output: int) -> None:
        # A test that starts a program has to say so, however it starts it.
        sys.audit("subprocess.Popen", sys.executable, words, str(folder), None)
        self.returncode: int | None = None
        self._told, telling = socket.socketpair()
        with telling, ASKING:
            asked = {"words": words, "folder": str(folder), "environment": dict(environment)}
            socket.send_fds(forker(), [json.dumps(asked).encode()], [output, telling.fileno()])
        self._hears = self._told.makefile("r", encoding="ascii")
        self.pid = self._number()

    def _number(self) -> int:
        said = self._hears.readline()
        assert said, ENDED
        return int(said)

    def poll(self) -> int | None:
        """How it ended, or None while it runs."""
        return self._ended(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """How it ended; a negative number is a signal's."""
        found = self._ended(timeout)
        if found is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0.0)
        return found

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], timeout)[0]:
            self.returncode = self._number()
            self._hears.close()
            self._told.close()
        return self.returncode

    def send_signal(self, by: signal.Signals) -> None:
        """None to one that has ended, whose number may be another's by now."""
        if self.poll() is None:
            os.kill(self.pid, by)


@functools.cache
def forker() -> socket.socket:
    """Where a server is asked for; what it comes from ends with this process."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGNPOST_")}
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.imported", str(there.fileno())],
            cwd=ROOT,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "RASA_TELEMETRY_ENABLED": "false"},
            stdin=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
            start_new_session=True,
        )
    return here
