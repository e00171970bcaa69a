"""Stands in for the gateways that the server calls: takes everything."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

TAKEN = b"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


@asynccontextmanager
async def gateway() -> AsyncIterator[int]:
    """Its port, until the block ends."""
    server = await asyncio.start_server(_take, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


async def _take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        while head := await reader.readuntil(b"\r\n\r\n"):
            lengths = [row for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:")]
            await reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)
            writer.write(TAKEN)
            await writer.drain()
    writer.close()
