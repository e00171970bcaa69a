"""Ports on this machine, and waiting until somebody listens or answers there."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.request import urlopen

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


def answers(address: str, *, within: float = 5.0, trusts: ssl.SSLContext | None = None) -> bool:
    """Whether a page there is given, with status 200."""
    # A refusal is an OSError too.
    with suppress(OSError), urlopen(address, timeout=within, context=trusts) as answer:
        return int(answer.status) == 200
    return False


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
