"""One shot over a connection of its own: what was written, what came back, and how the connection ended."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Literal

from fuzz.answers import BrokenAnswer, HttpAnswer, read
from fuzz.shot import Shot

# The server gives a head 10 s and a body 30 s. Behind this a machine is not slow: nothing came.
LONGEST = 150.0
End = Literal["closed", "reset", "ours", "never"]


@dataclass(frozen=True)
class Heard:
    """`end` is who ended it: the server, by a close or a reset; we; or nobody in time."""

    answers: tuple[HttpAnswer, ...]
    rest: bytes
    end: End
    broken: str = ""


async def exchange(port: int, shot: Shot) -> Heard:
    """Sends the shot and hears all that comes of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    try:
        async with asyncio.timeout(LONGEST):
            return await _talk(reader, writer, shot)
    except TimeoutError:
        return Heard((), b"", "never")
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, shot: Shot) -> Heard:
    writing = asyncio.create_task(_write(writer, shot))
    try:
        if shot.leaves:
            await writing
            return Heard((), b"", "ours")
        return await _listen(reader, writer, shot)
    finally:
        writing.cancel()
        await asyncio.wait([writing])


async def _write(writer: asyncio.StreamWriter, shot: Shot) -> None:
    # The server may have closed meanwhile, which is seen by whoever listens.
    with contextlib.suppress(OSError):
        for piece in shot.pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)


async def _listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, shot: Shot) -> Heard:
    """Until all that is due has come. Where nobody knows how much that is, one answer and then the end."""
    raw = b""
    end: End = "closed"
    due, told = len(shot.methods or ()) or 1, False
    try:
        while piece := await reader.read(65536):
            raw += piece
            found, _ = read(raw, shot.methods)
            if len(found) < due or found[-1].is_last or told:
                continue
            if shot.methods:
                end = "ours"
                break
            # It may wait for more. Behind this it hears that there is none.
            told = True
            # Where it has reset the connection meanwhile, the next read says so.
            with contextlib.suppress(OSError):
                writer.write_eof()
    except BrokenAnswer as error:
        return Heard((), raw, "closed", str(error))
    except ConnectionError:
        end = "reset"
    return _heard(raw, shot, end)


def _heard(raw: bytes, shot: Shot, end: End) -> Heard:
    try:
        found, rest = read(raw, shot.methods)
    except BrokenAnswer as error:
        return Heard((), raw, "closed", str(error))
    return Heard(tuple(found), rest, end)
