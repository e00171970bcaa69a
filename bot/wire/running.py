"""Runs the app until it is told to stop, and lets it finish what it has begun."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from typing import Any

from sanic import Sanic

from bot.wire.connections import Connections
from bot.wire.protocol import Connection
from bot.wire.systemd import READY, STOPPING, Systemd

logger = logging.getLogger(__name__)

A_LOOK = 0.05
# How many may have connected while the loop is busy.
BACKLOG = 4000


def run(app: Sanic, host: str, port: int) -> None:
    """Returns when it was stopped, by SIGINT, SIGTERM or `app.ctx.stop`. Raises OSError where it cannot listen."""
    # Not uvloop, which lets one connection in at each turn of the loop: on a busy machine people waited for seconds.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(_serve(app, host, port))


async def _serve(app: Sanic, host: str, port: int) -> None:
    stopped = app.ctx.stop = asyncio.Event()
    if threading.current_thread() is threading.main_thread():
        for by in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(by, stopped.set)
    server = await app.create_server(
        host,
        port,
        protocol=Connection,
        backlog=BACKLOG,
        access_log=False,
        return_asyncio_server=True,
        asyncio_server_kwargs={"start_serving": False},
    )
    await server.startup()
    await server.before_start()
    await server.start_serving()
    await server.after_start()
    systemd = Systemd()
    systemd.say(READY)
    feeding = asyncio.create_task(systemd.feed())
    await stopped.wait()
    systemd.say(STOPPING)
    await _stop(server, app.ctx.connections)
    feeding.cancel()


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
