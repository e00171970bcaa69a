"""What the server tells systemd: that it listens, that it lives, that it stops (sd_notify(3)).

It lives while the event loop turns. Where that hangs, nothing comes any more, and systemd starts the server again.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Mapping

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"
# Of the time that systemd waits, so that one that is late does no harm.
SHARE = 3


class Systemd:
    """Without systemd, or in a unit of another type, everything here does nothing."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        found = os.environ if environment is None else environment
        self._address = found.get("NOTIFY_SOCKET", "")
        self._every = _watchdog(found) / SHARE

    def say(self, state: str) -> None:
        """One datagram. Whoever cannot be told is not waited for."""
        if not self._address:
            return
        # As systemd writes an address that is no file.
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.setblocking(False)
            told.sendto(state.encode(), address)

    async def feed(self) -> None:
        """Says that the event loop turns, until it is cancelled; returns where nobody watches."""
        while self._every:
            self.say(ALIVE)
            await asyncio.sleep(self._every)


def _watchdog(environment: Mapping[str, str]) -> float:
    """Seconds, 0 where systemd does not watch this process."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    if not microseconds.isdecimal() or environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    return int(microseconds) / 1_000_000
