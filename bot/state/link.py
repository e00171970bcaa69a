"""The connection to Valkey or Redis: quick or not at all, and never to one that writes to a disk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import valkey.asyncio as client
from valkey.exceptions import ResponseError, ValkeyError

from bot.state.settings import ENCRYPTED
from bot.state.state import Unsafe

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

# After a failure nobody waits for it again; it is asked whether it is back once in so many seconds.
ASK_EVERY = 1.0
A_MOMENT = 0.01
# For the questions of a start, which nobody waits for.
PATIENT = 2.0
MOST_CONNECTIONS = 32
# Seconds. What stands in Valkey ends by the wall clock there, so one that jumps may have ended all of it.
A_JUMP = 5.0
# By the name of its setting: what keeps memory off the disk.
OFF_THE_DISK = {"save": "", "appendonly": "no"}


# Told whether it may have come back empty.
WhenBack = Callable[[bool], Awaitable[None]]
# Of one that was late, and has lost nothing by it.
BUSY = frozenset({"TimeoutError", "slow"})


class Gone(Exception):
    """It did not answer in time, or not as it should. Says what went wrong by a name alone."""


class _Vouched(client.SSLConnection):
    """The client by itself looks at no name, and takes the system's authorities beside the one it is given."""

    def __init__(self, *, trusts: ssl.SSLContext, **more: Any) -> None:
        super().__init__(**more)
        self.ssl_context.context = trusts


class Link:
    """A failure shuts it until `run` finds that the other side answers again: then `when_back` is called.

    By TLS it asks nobody but who has a certificate for the name in `url`, from one in `ca_file` where there is such a
    file, else from one that the system knows.
    """

    def __init__(
        self, url: str, *, seconds: float, when_back: WhenBack | None = None, ca_file: str | None = None
    ) -> None:
        self._url, self._seconds, self._when_back = url, seconds, when_back
        self._trusts = ssl.create_default_context(cafile=ca_file) if urlsplit(url).scheme in ENCRYPTED else None
        self._client: Any = None
        self._trouble = ""
        self._goes = asyncio.Event()
        self._is_checked = self._has_answered = False
        self._wall = _wall()
        self.failures = 0

    @property
    def is_up(self) -> bool:
        return not self._trouble

    @property
    def problem(self) -> str | None:
        """A line for whoever looks after it."""
        if self.is_up:
            return None
        return f"what conversations hold is not shared ({self._trouble}), or within this machine alone"

    async def get(self, names: Sequence[str]) -> list[bytes | None]:
        """What lies there, None for what does not; raises Gone."""

        async def read() -> list[bytes | None]:
            found: list[bytes | None] = await self._opened().mget(names)
            return found

        return await self._asked(read)

    async def put(self, rows: Mapping[str, tuple[bytes, float]], *, only_new: bool = False) -> None:
        """Each for so many seconds; with `only_new` what is there already stays. Raises Gone."""

        async def write() -> None:
            pipe = self._opened().pipeline(transaction=False)
            for name, (value, seconds) in rows.items():
                pipe.set(name, value, px=max(1, int(seconds * 1000)), nx=only_new)
            await pipe.execute()

        await self._asked(write)

    async def check(self) -> None:
        """Raises Unsafe, or Gone."""
        await self._in_time(self._check, PATIENT)

    async def run(self) -> None:
        """Looks after the connection until it is cancelled."""
        while True:
            if not self._is_checked or not self.is_up:
                await self._come_back()
            elif self._clock_jumped() and self._when_back:
                await self._when_back(True)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ASK_EVERY):
                    await self._goes.wait()
            self._goes.clear()

    async def close(self) -> None:
        # First, so that whoever asks meanwhile connects anew.
        client, self._client, self._has_answered = self._client, None, False
        if client is not None:
            with contextlib.suppress(ValkeyError, OSError, RuntimeError):
                await client.aclose()

    async def _asked(self, ask: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        if self._trouble:
            raise Gone(self._trouble)
        # Those who connect first do so while a worker that has just begun has much else to do.
        found = await self._in_time(ask, self._seconds if self._has_answered else PATIENT)
        self._has_answered = True
        return found

    async def _in_time(self, ask: Callable[[], Coroutine[Any, Any, Result]], seconds: float) -> Result:
        asked, began = asyncio.ensure_future(ask()), time.monotonic()
        try:
            await asyncio.wait({asked}, timeout=seconds)
            if not asked.done():
                # Where the loop was busy meanwhile, the answer is there and was not read yet.
                late = time.monotonic() - began - seconds
                await asyncio.wait({asked}, timeout=max(A_MOMENT, min(late, seconds)))
            if not asked.done():
                raise TimeoutError
            return asked.result()
        except Unsafe:
            raise
        except Exception as error:  # noqa: BLE001 - another question may have closed it meanwhile; people are answered
            await self._fails(type(error).__name__)
            raise Gone(self._trouble) from None
        finally:
            asked.cancel()
            # Where its connection is closed under it, it fails all the same, and nobody waits for it.
            asked.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _fails(self, trouble: str) -> None:
        self.failures += 1
        if not self._trouble:
            # A busy machine is late now and then: it is asked again at once.
            self._goes.set()
            logger.error("the shared memory does not answer (%s): people are answered all the same", trouble)
        self._trouble, self._is_checked = trouble, False
        # An answer that comes late would be taken for that to the next question.
        await self.close()

    async def _come_back(self) -> None:
        was_gone = not self.is_up
        try:
            await self._in_time(self._check, PATIENT)
            if was_gone and not await self._is_quick():
                return
        except Gone:
            return
        except Unsafe as error:
            if self._trouble != str(error):
                logger.error("%s", error)
            self._trouble = str(error)
            return
        was = self._trouble
        self._trouble, self._is_checked, self._has_answered = "", True, True
        if was_gone:
            logger.warning("the shared memory answers again")
        if self._when_back:
            await self._when_back(was not in BUSY)

    def _clock_jumped(self) -> bool:
        was, self._wall = self._wall, _wall()
        return abs(self._wall - was) > A_JUMP

    async def _is_quick(self) -> bool:
        """One that is slow would be given up turn after turn."""
        began = time.monotonic()
        await self._in_time(self._check_one, PATIENT)
        if time.monotonic() - began > self._seconds:
            self._trouble = "slow"
            return False
        return True

    async def _check_one(self) -> None:
        await self._opened().config_get("save")

    async def _check(self) -> None:
        for name, wanted in OFF_THE_DISK.items():
            try:
                found = (await self._opened().config_get(name)).get(name)
            except ResponseError as error:
                raise Unsafe("the shared memory does not say whether it writes to a disk: allow CONFIG GET") from error
            if found != wanted:
                raise Unsafe(
                    f"the shared memory writes to a disk what people's conversations hold ({name} {found!r}): "
                    "start it with deploy/valkey/valkey.conf"
                )

    def _opened(self) -> Any:
        if self._client is None:
            pool = client.ConnectionPool.from_url(
                self._url, max_connections=MOST_CONNECTIONS, decode_responses=False, protocol=2
            )
            if self._trusts:
                pool.connection_class = _Vouched
                pool.connection_kwargs["trusts"] = self._trusts
            self._client = client.Valkey.from_pool(pool)
        return self._client


def _wall() -> float:
    """How far the wall clock is ahead of the one that nobody moves."""
    return time.time() - time.monotonic()
