"""The process that stays: it holds the sockets, starts a generation, and puts the next one in its place.

It imports nothing that is large and answers nobody, so there is little that could end it.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import logging
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.state import spare
from bot.streams import survive_a_full_disk
from bot.wire.systemd import READY, STOPPING, Systemd
from bot.workers.handover import WELL, Handover, pipe_with

logger = logging.getLogger(__name__)

GENERATION = (sys.executable, "-W", "ignore", "-m", "bot.workers.generation")
# Loading takes some seconds, on a slow machine a minute.
LONGEST_START = 300.0
# Above what workers may take to drain.
AND_A_BIT = 15.0
# Seconds after a generation that ended by itself and could not be brought back.
WAITS = (1.0, 5.0, 30.0)
A_LOOK = 0.1
# prctl(2)
SUBREAPER = 36
NOT_WELL = "the new generation is not well, the one before goes on: see the log"


@dataclass
class Supervisor:
    """`sockets` are those of the workers; `drain` is how long old ones may take to finish what they have begun."""

    sockets: Sequence[socket.socket]
    drain: float
    control: Path
    generation: Sequence[str] = GENERATION
    longest_start: float = LONGEST_START
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _spare: int = field(default_factory=spare.made)
    _now: asyncio.subprocess.Process | None = None
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> int:
        """Until it is stopped; its exit status."""
        for by in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(by, self._stopping.set)
        # Workers whose generation was killed are ours then, and go on until the next one is well.
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
        if not await self._replace():
            await self._end_orphans()
            # One that was stopped while it started has not failed.
            return 0 if self._stopping.is_set() else 1
        systemd = Systemd()
        systemd.say(READY)
        beside = [asyncio.create_task(work) for work in (systemd.feed(), self._keep_one(), self._listen())]
        await self._stopping.wait()
        systemd.say(STOPPING)
        # One that is being started gives up by itself.
        async with self._changing:
            for task in beside:
                task.cancel()
            self.control.unlink(missing_ok=True)
            await self._end(self._now)
            self._now = None
            await self._end_orphans()
        return 0

    async def reload(self) -> str:
        """Puts the next generation in place, and says in a line whether it went well."""
        async with self._changing:
            return "well" if await self._replace() else NOT_WELL

    async def _replace(self) -> bool:
        """The next generation takes over once it is well; where it is not, the one before goes on."""
        new = await self._started()
        if new is None:
            return False
        old, self._now = self._now, new
        await self._end(old)
        await self._end_orphans()
        return True

    async def _started(self) -> asyncio.subprocess.Process | None:
        reading, writing = os.pipe()
        secret = pipe_with(self._secret)
        listening = tuple(one.fileno() for one in self.sockets)
        handover = Handover(listening, writing, secret, os.getpid(), self._spare)
        try:
            process = await asyncio.create_subprocess_exec(
                *self.generation,
                env={**os.environ, **handover.as_variable()},
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=handover.descriptors(),
                # Out of reach of Ctrl-C: it is ended here.
                start_new_session=True,
            )
        finally:
            os.close(writing)
            os.close(secret)
        if await self._said(reading) == WELL:
            return process
        logger.error("a generation of workers did not start")
        await self._end(process)
        return None

    async def _said(self, reading: int) -> bytes:
        """What a generation says, or nothing where it ended, took too long, or is not wanted any more."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        pipe = os.fdopen(reading, "rb", 0)
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
        said = asyncio.create_task(reader.read(len(WELL)))
        stopped = asyncio.create_task(self._stopping.wait())
        done, _ = await asyncio.wait({said, stopped}, timeout=self.longest_start, return_when=asyncio.FIRST_COMPLETED)
        for task in (said, stopped):
            task.cancel()
        transport.close()
        return said.result() if said in done else b""

    async def _keep_one(self) -> None:
        """One that ends by itself is followed by another."""
        tries = 0
        while True:
            current = self._now
            if current is not None:
                await current.wait()
            if current is not self._now:
                continue
            logger.error("a generation of workers has ended by itself: the next one is started")
            async with self._changing:
                tries = 0 if await self._replace() else tries + 1
            if tries:
                await asyncio.sleep(WAITS[min(tries, len(WAITS)) - 1])

    async def _end(self, process: asyncio.subprocess.Process | None) -> None:
        """Its workers finish what they have begun."""
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), self.drain + AND_A_BIT)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    async def _end_orphans(self) -> None:
        """Workers of a generation that was killed: ours, since nobody else is there to take them."""
        keep = self._now.pid if self._now else 0
        found = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        orphans = [int(child) for child in found if int(child) != keep]
        for orphan in orphans:
            os.kill(orphan, signal.SIGTERM)
        ends = time.monotonic() + self.drain + AND_A_BIT
        while orphans and time.monotonic() < ends:
            await asyncio.sleep(A_LOOK)
            orphans = [orphan for orphan in orphans if os.waitpid(orphan, os.WNOHANG) == (0, 0)]

    async def _listen(self) -> None:
        """For `signpost reload`, of the same user."""
        self.control.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            server = await asyncio.start_unix_server(self._asked, str(self.control))
        except OSError as error:
            logger.error("`signpost reload` cannot reach this server (%s)", type(error).__name__)
            return
        finally:
            os.umask(before)
        await server.serve_forever()

    async def _asked(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.readline() == b"reload\n":
            writer.write(f"{await self.reload()}\n".encode())
            await writer.drain()
        writer.close()


def main(generation: Sequence[str] = GENERATION) -> None:
    """`python -m bot.workers.supervisor DRAIN CONTROL DESCRIPTOR ...`; `signpost serve` becomes it."""
    survive_a_full_disk()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
    drain, control, *descriptors = sys.argv[1:]
    sockets = [socket.socket(fileno=int(descriptor)) for descriptor in descriptors]
    sys.exit(asyncio.run(Supervisor(sockets, float(drain), Path(control), generation).run()))


if __name__ == "__main__":
    main()
