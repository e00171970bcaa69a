"""Ports on this machine, and waiting until somebody listens or answers there."""

from __future__ import annotations

import random
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

LONGEST_START = 300.0
OUTGOING = Path("/proc/sys/net/ipv4/ip_local_port_range")
# Services of the machine are below.
FEWEST, ENOUGH = 20_000, 1_000
# Programs beside one another that were started with the same seed are not to choose the same.
CHANCE = random.SystemRandom()


def free_port() -> int:
    """A port on loopback that nobody uses at this moment, and that the kernel gives to no outgoing connection."""
    while True:
        port = CHANCE.randrange(*_ours())
        with suppress(OSError):
            socket.create_server(("127.0.0.1", port)).close()
            return port


def _ours() -> tuple[int, int]:
    """From and to: below those for outgoing connections (ip(7)), or above them where that leaves too few."""
    first, last = map(int, OUTGOING.read_text(encoding="ascii").split()) if OUTGOING.exists() else (32768, 60999)
    return (FEWEST, first) if first - FEWEST > ENOUGH else (last + 1, 65536)


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
