"""Ports on this machine, and waiting until somebody listens."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress

LONGEST_START = 300.0


def free_port() -> int:
    """A port on loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether a program takes connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(what: Callable[[], object], seconds: float = LONGEST_START) -> bool:
    """Whether it becomes true before long."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if what():
            return True
        time.sleep(0.02)
    return bool(what())


def ports_side_by_side(many: int) -> int:
    """The first of some that stand side by side and that nobody uses."""
    while True:
        first = free_port()
        with suppress(OSError):
            for port in range(first, first + many):
                socket.create_server(("127.0.0.1", port)).close()
            return first
