"""Runs the app until it is told to stop, and lets it finish what it has begun."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any, Protocol

from sanic import Sanic

from bot.settings import cannot_listen
from bot.wire.connections import Connections
from bot.wire.protocol import Connection
from bot.wire.systemd import READY, STOPPING, Systemd

logger = logging.getLogger(__name__)

A_LOOK = 0.05
# How many may have connected while the loop is busy.
BACKLOG = 4000


class CannotListen(Exception):
    """The message says what to do."""


class Told(Protocol):
    """Who is told that it listens, lives and stops."""

    def say(self, state: str) -> None: ...

    async def feed(self) -> None:
        """Says that the event loop turns, until it is cancelled."""


def run(app: Sanic, host: str, port: int, *, listening: socket.socket | None = None, told: Told | None = None) -> None:
    """Returns when it was stopped, by SIGINT, SIGTERM, SIGHUP or `app.ctx.stop`. Raises CannotListen.

    With `listening` it serves on that socket, which somebody else has opened and keeps.
    """
    # Not uvloop, which lets one connection in at each turn of the loop: on a busy machine people waited for seconds.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(_serve(app, host, port, listening, told or Systemd()))


async def _serve(app: Sanic, host: str, port: int, open_socket: socket.socket | None, told: Told) -> None:
    stopped = app.ctx.stop = asyncio.Event()
    if threading.current_thread() is threading.main_thread():
        for by in _stops():
            asyncio.get_running_loop().add_signal_handler(by, stopped.set)
    asyncio.get_running_loop().set_exception_handler(partial(_goes_on, app.ctx.connections))
    server = await _listening(app, host, port, open_socket)
    await server.startup()
    await server.before_start()
    await server.start_serving()
    for listening in server.server.sockets:
        with listening.dup() as same:
            # asyncio has one number for two: how many may stand in the row, and how many it lets in at one turn.
            same.listen(BACKLOG)
    await server.after_start()
    told.say(READY)
    feeding = asyncio.create_task(told.feed())
    await stopped.wait()
    told.say(STOPPING)
    await _stop(server, app.ctx.connections)
    feeding.cancel()


def _stops() -> Iterator[signal.Signals]:
    yield from (signal.SIGINT, signal.SIGTERM)
    # A terminal that is closed says so; nohup has that ignored.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP


def _goes_on(connections: Connections, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Nobody can be let in for a second where descriptors are out; asyncio would say so for each who tries."""
    error = context.get("exception")
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        connections.runs_out()
    else:
        loop.default_exception_handler(context)


async def _listening(app: Sanic, host: str, port: int, open_socket: socket.socket | None) -> Any:
    try:
        return await app.create_server(
            host if open_socket is None else None,
            port if open_socket is None else None,
            sock=open_socket,
            protocol=Connection,
            backlog=app.ctx.connections.limits.at_a_turn,
            access_log=False,
            return_asyncio_server=True,
            asyncio_server_kwargs={"start_serving": False},
        )
    except OSError as error:
        raise CannotListen(cannot_listen(host, port, error)) from error


async def _stop(server: Any, connections: Connections) -> None:
    """Nobody new; whoever is being answered gets the answer, within a time that is bounded."""
    await server.before_stop()
    await server.close()
    connections.stop()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(connections.limits.stop):
            while server.connections:
                await asyncio.sleep(A_LOOK)
    if server.connections:
        logger.error("%d connections were cut off: their answers took too long", len(server.connections))
    for connection in list(server.connections):
        connection.drop()
    await server.after_stop()
