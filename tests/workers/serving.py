"""`signpost serve` with two workers and a Valkey of its own."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rig.ports import free_port
from tests.running import Answer, Server, call, cli
from tests.state.engines import Valkey
from tests.waiting import until


def two_ports() -> int:
    """The first of two ports side by side that nobody uses."""
    while True:
        port = free_port()
        try:
            with socket.create_server(("127.0.0.1", port)), socket.create_server(("127.0.0.1", port + 1)):
                return port
        except OSError:
            continue


class Workers(Server):
    """Two of them, on `port` and the one after it."""

    def __init__(self, home: Path, models: Path, valkey: Valkey, **more: str) -> None:
        self.models = home / "models"
        shutil.copytree(models, self.models, ignore=shutil.ignore_patterns(".*", "*.npz"))
        self.settings = {
            "SIGNPOST_WORKERS": "2",
            "SIGNPOST_STATE_URL": valkey.url,
            "SIGNPOST_MODELS": str(self.models),
            "SIGNPOST_DIRECTORY": str(home / "directory.sqlite"),
            **more,
        }
        self.home = home
        super().__init__(home, SIGNPOST_PORT=str(two_ports()), **self.settings)

    def at(self, number: int, method: str, path: str, body: bytes | None = None) -> Answer:
        return call(self.port + number, method, path, body, {"Content-Type": "application/json"})

    def workers(self) -> list[int]:
        """The processes that listen, by the process that each was forked from."""
        generations = _children(self.process.pid)
        return [worker for generation in generations for worker in _children(generation)]

    def reload(self, **other: str) -> str:
        """What `signpost reload` says, and with which status."""
        done = cli("reload", cwd=self.home, SIGNPOST_PORT=str(self.port), **{**self.settings, **other})
        return f"{done.returncode} {done.stderr.strip().splitlines()[-1]}"


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return sorted(found)


@contextmanager
def workers(home: Path, models: Path, valkey: Valkey, **more: str) -> Iterator[Workers]:
    running = Workers(home, models, valkey, **more)
    try:
        running.wait()
        until(lambda: len(running.workers()) == 2)
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
