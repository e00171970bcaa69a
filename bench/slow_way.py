"""The way between the workers and Valkey: it can be made slow, as a network or a busy machine is."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PIECE = 65536


class SlowWay:
    """A socket at `path` that leads to the one at `to`, in a process of its own; an answer waits for `slow` seconds."""

    def __init__(self, path: Path, to: Path) -> None:
        self.path = path
        context = multiprocessing.get_context("spawn")
        self._slow = context.Value("d", 0.0)
        self._process = context.Process(target=_carry_all, args=(str(path), str(to), self._slow), daemon=True)

    @property
    def slow(self) -> float:
        return float(self._slow.value)

    @slow.setter
    def slow(self, seconds: float) -> None:
        self._slow.value = seconds

    def open(self) -> None:
        self._process.start()
        while not self.path.exists():
            time.sleep(0.05)

    def close(self) -> None:
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _carry_all(path: str, to: str, slow: Any) -> None:
    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            to_reader, to_writer = await asyncio.open_unix_connection(to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_carry(reader, to_writer, None), _carry(to_reader, writer, slow))

    async def serve() -> None:
        await (await asyncio.start_unix_server(accept, path)).serve_forever()

    asyncio.run(serve())


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, slow: Any) -> None:
    with suppress(OSError):
        while piece := await reader.read(PIECE):
            if slow is not None and slow.value:
                await asyncio.sleep(slow.value)
            writer.write(piece)
            await writer.drain()
    with suppress(OSError):
        writer.close()
