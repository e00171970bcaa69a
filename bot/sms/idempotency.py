"""The same text handed over again: nobody knows whether the first answer was seen, so the same one is given again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.engine.expiring import ExpiringMap
from bot.sms.message import Reply

AN_HOUR = 60 * 60.0
MOST_TEXTS = 20_000

Make = Callable[[], Awaitable[Reply]]
Send = Callable[[Reply], Awaitable[None]]


class Idempotency:
    """Answers by the key of their message, for an hour. A key is a seal, and what is kept are our own words."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._answers: ExpiringMap[Reply] = ExpiringMap(seconds=AN_HOUR, limit=MOST_TEXTS, clock=clock)
        self._unsent: ExpiringMap[Reply] = ExpiringMap(seconds=AN_HOUR, limit=MOST_TEXTS, clock=clock)
        self._making: dict[str, asyncio.Task[Reply]] = {}

    async def once(self, key: str, make: Make, send: Send) -> tuple[Reply, bool]:
        """(the answer, whether it is given again). One that comes while the first is being made waits for that.

        The first is made and sent to its end even where the gateway hangs up meanwhile. Raises what `make` raises, and
        keeps nothing then; and what `send` raises: the next time the same answer is sent, and none is made.
        """
        kept = self._answers.get(key)
        if kept is not None:
            return kept, True
        making = self._making.get(key)
        if making is not None:
            return await asyncio.shield(making), True
        task = asyncio.ensure_future(self._given(key, make, send))
        self._making[key] = task
        # Otherwise asyncio logs one that nobody waited for in full, with whatever it says.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(task), False

    def sweep(self) -> None:
        """Drops what is older than an hour."""
        self._answers.sweep()
        self._unsent.sweep()

    async def _given(self, key: str, make: Make, send: Send) -> Reply:
        try:
            reply = self._unsent.get(key) or await make()
            self._unsent.set(key, reply)
            await send(reply)
            self._unsent.forget(key)
            self._answers.set(key, reply)
            return reply
        finally:
            self._making.pop(key, None)
