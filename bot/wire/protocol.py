"""A connection: each phase of a request has its time, as a whole, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import fcntl
import termios
from collections.abc import Callable
from time import monotonic
from typing import Any

from sanic import Sanic
from sanic.exceptions import RequestTimeout, ServiceUnavailable
from sanic.server.protocols.http_protocol import HttpProtocol

from bot.engine.arrival import comes_now
from bot.peer import place_of
from bot.wire.connections import Connections
from bot.wire.limits import Phase
from bot.wire.stream import Stream

# Where the loop was held up, what came in time is read only now.
A_LOOK = 0.1
# So much of what came is looked at to see who goes first.
GLANCE = 8000
# For what was cancelled to say so; then it is cut off.
LAST_WORDS = 5.0
FULL = b"too many people are here at once; in danger call 999\n"
REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n"
    b"Cache-Control: no-store\r\nRetry-After: 5\r\nConnection: close\r\n\r\n%s" % (len(FULL), FULL)
)


def nothing() -> None:
    """What is called to let go of no place."""


class Connection(HttpProtocol):
    """Takes the place of Sanic's own, whose time begins anew with every byte that comes."""

    # Sanic's classes have slots alone; `_http` and `_time` are theirs.
    __slots__ = ("_all", "_answered", "_http", "_let_go", "_phase", "_time", "_timer", "peer")

    def __init__(self, *, app: Sanic, **rest: Any) -> None:
        super().__init__(app=app, **rest)
        self.peer = ""
        self._http: Stream | None = None
        self._all: Connections = app.ctx.connections
        self._phase: Phase = "request"
        self._answered = False
        self._timer: asyncio.TimerHandle | None = None
        self._let_go: Callable[[], None] = nothing

    def connection_made(self, transport: Any) -> None:
        self.peer = place_of(str((transport.get_extra_info("peername") or ("",))[0]))
        super().connection_made(transport)
        if not self._all.take(self, transport.get_extra_info("socket").fileno()):
            transport.write(REFUSAL)
            self._cut_later()
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._all.forget(self)
        self._all.lets_go(self)
        self._leaves()
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    @property
    def is_last(self) -> bool:
        """True where the connection closes behind the answer that is being made."""
        return self._all.stopping

    def has_room(self, size: int) -> bool:
        """Said by the stream: so much of a body has come."""
        return self._all.bears(self, size)

    async def receive_more(self) -> None:
        """Whoever waits for the network holds no place at the gate, and needs one for what comes then."""
        self._leaves()
        await super().receive_more()
        await self.gets_a_place()

    async def gets_a_place(self) -> None:
        """Something has come. The time that it waits here is ours: it is not counted as the client's."""
        comes_now()
        gate, left = self._all.gate, 0.0
        waits = gate.is_full and self._timer is not None
        if waits and self._timer:
            left = self._timer.when() - self.loop.time()
            self._timer.cancel()
            self._all.forget(self)
        self._let_go = await gate.enter(self._came(), self.peer)
        if waits:
            if self._phase != "answer":
                self._all.waits(self)
            self._expire_in(max(left, 0.0))

    @property
    def has_place(self) -> bool:
        """True from its place at the gate on, until it waits for the network again or was answered."""
        return self._let_go is not nothing

    def _leaves(self) -> None:
        self._let_go()
        self._let_go = nothing

    def _came(self) -> bytes:
        # Whether there is one: it is false by itself until its request is acted on.
        return b"" if self._http is None else bytes(self._http.recv_buffer[:GLANCE])

    def enters(self, phase: Phase) -> None:
        """Said by the stream. The time of the phase before is over."""
        if phase == "request":
            self._all.lets_go(self)
            self._leaves()
        if phase == "answer":
            self._all.forget(self)
            self._answered = True
        elif phase == "request" and self._phase == "answer":
            self._all.waits(self)
        self._phase = phase
        self._expire_in(self._all.limits.seconds(phase, answered=self._answered))

    def is_flushed(self) -> bool:
        return not self.transport or self.transport.get_write_buffer_size() == 0

    def is_unread(self) -> bool:
        found = bytearray(4)
        try:
            fcntl.ioctl(self.transport.get_extra_info("socket").fileno(), termios.FIONREAD, found)
        except (AttributeError, OSError, ValueError):
            # It is gone.
            return False
        return any(found)

    def drop(self) -> None:
        # Not `abort`, which would leave Sanic without the transport that it still asks.
        if self.transport:
            self.transport.abort()

    def hurry(self) -> None:
        # Also where nothing has begun: a request may have been sent that was not read yet.
        self._expire_in(self._all.limits.last)

    def _setup_connection(self) -> None:
        self._http = Stream(self)
        self._time = monotonic()

    def _expire_in(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._expire)

    def _expire(self) -> None:
        self._timer = self.loop.call_later(A_LOOK, self._give_up)

    def _give_up(self) -> None:
        if self._task is None or self._http is None:
            return
        if self._phase in ("head", "body"):
            self._http.exception = RequestTimeout("the request did not arrive whole")
            # Behind the answer Sanic would wait for the rest of it.
            self._http.request_body = None
        elif self._phase == "answer":
            self._http.exception = ServiceUnavailable("there was no answer in time; in danger call 999")
        self._cut_later()
        self._task.cancel()

    def _cut_later(self) -> None:
        """For those who do not even take what is left to say."""
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(LAST_WORDS, self.drop)
