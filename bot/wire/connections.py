"""All open connections. Where too many wait, the one that has kept the server waiting longest makes room."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from itertools import islice
from typing import Protocol

from bot.engine.throttled_log import ThrottledLog
from bot.wire.gate import Gate
from bot.wire.limits import Limits

logger = logging.getLogger(__name__)

# How many are looked at whether they are slow. They stand in the order in which they came.
A_FEW = 50
RUN_OUT = "file descriptors run out (%d is taken): raise LimitNOFILE"
# Where none of them is, thousands who come within this part of a moment are let in without another look.
A_WHILE = 0.2


class Held(Protocol):
    """A connection, as far as it is counted here. `peer` is whom it shares its room with."""

    peer: str

    def is_flushed(self) -> bool:
        """True where all that was answered has gone out."""

    def is_unread(self) -> bool:
        """True where something of it has come that was not read yet."""

    def drop(self) -> None:
        """Closes it at once, without an answer."""

    def hurry(self) -> None:
        """Leaves it a last moment to have a whole request in."""


class Connections:
    """Waiting is whoever has no whole request in: nothing begun, a head or a body under way."""

    def __init__(
        self,
        limits: Limits,
        *,
        is_urgent: Callable[[str], bool] = lambda _: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self.gate = Gate(is_urgent)
        self.stopping = False
        self._clock = clock
        self._log = ThrottledLog(logger, clock=clock)
        self._none_slow_until = -math.inf
        # Since when each waits. Within a peer, whoever waits longest stands first.
        self._waiting: dict[str, dict[Held, float]] = {}
        # How many bytes each body holds that is not small.
        self._large: dict[Held, int] = {}

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def take(self, connection: Held, descriptor: int) -> bool:
        """Counts a new one and makes room for it; False where nobody waits who could make way.

        Beyond the number of those who may wait only the slow make room; where descriptors run out, anybody who waits.
        """
        self.waits(connection)
        # Its own number says little: whoever made room before left a small one.
        scarce = max(descriptor, self.waiting) >= self.limits.descriptors
        if not scarce and self.waiting <= self.limits.waiting:
            return True
        found = self._slowest(connection, scarce=scarce)
        if scarce:
            self._log.warning(RUN_OUT, descriptor)
        elif found is None:
            return True
        if found is None:
            self._log.warning(
                "a new connection was refused with %d waiting: all others are being answered", self.waiting
            )
            self.forget(connection)
            return False
        self._log.warning("%d connections wait: the one that waits longest is closed for each new one", self.waiting)
        self.forget(found)
        found.drop()
        return True

    def waits(self, connection: Held) -> None:
        """From now on it has nothing whole in."""
        self._waiting.setdefault(connection.peer, {})[connection] = self._clock()

    def forget(self, connection: Held) -> None:
        """It is being answered, or gone."""
        group = self._waiting.get(connection.peer, {})
        group.pop(connection, None)
        if not group:
            self._waiting.pop(connection.peer, None)

    def bears(self, connection: Held, size: int) -> bool:
        """Whether there is room for a body that has come to so many bytes. It holds them until `lets_go`."""
        if size <= self.limits.small:
            return True
        others = sum(self._large.values()) - self._large.get(connection, 0)
        if others + size > self.limits.large:
            self._log.warning("a large request was refused: others hold %d bytes", others)
            return False
        self._large[connection] = size
        return True

    def lets_go(self, connection: Held) -> None:
        """Its body is no longer held."""
        self._large.pop(connection, None)

    def runs_out(self) -> None:
        """Said by the loop: there was no file descriptor for somebody new. One who is slow makes room for the next.

        Linux says so where nobody new is there at all, and asyncio asks it hundreds of times in a turn: so nobody goes
        whose request may be on its way. Whoever is new stands in the kernel's row, and is let in a second later.
        """
        self._log.warning(RUN_OUT, self.limits.descriptors)
        found = self._slowest(None, scarce=False) if self._waiting else None
        if found is not None:
            self.forget(found)
            found.drop()

    def stop(self) -> None:
        """From now on an answer is the last one on its connection."""
        self.stopping = True
        for connection in [each for group in self._waiting.values() for each in group]:
            connection.hurry()

    def _slowest(self, newest: Held | None, *, scarce: bool) -> Held | None:
        """Of the peer with most waiting. One that is still being sent its answer only where there is no other."""
        if not scarce and self._clock() < self._none_slow_until:
            return None
        group = max(self._waiting.values(), key=len)
        few = islice((each for each in group if each is not newest), A_FEW)
        others = list(few if scarce else filter(self._is_slow, few))
        if not others:
            self._none_slow_until = self._clock() + A_WHILE * self.limits.moment
        return next((each for each in others if each.is_flushed()), others[0] if others else None)

    def _is_slow(self, connection: Held) -> bool:
        """A moment after it came or was answered nothing more of it has come; it may be us who have not read it yet."""
        waited = self._clock() - self._waiting[connection.peer][connection]
        return waited >= self.limits.moment and not connection.is_unread()
