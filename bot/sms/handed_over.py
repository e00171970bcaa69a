"""A message is answered once, however often a gateway hands it over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.sms.message import Answer, Reply
from bot.sms.remembering import dumped_reply, loaded_reply
from bot.state.state import Codec, State

AN_HOUR = 60 * 60.0
MOST_TEXTS = 20_000

Make = Callable[[], Awaitable[Reply]]
Send = Callable[[Answer], Awaitable[None]]


@dataclass(frozen=True)
class _Made:
    reply: Reply
    is_sent: bool


class HandedOver:
    """What was answered, for an hour, by the key of the message. It holds no number and nothing that anybody wrote."""

    def __init__(self, state: State, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._state = state
        codec = Codec(_dumped, _loaded)
        self._made = state.map("made", codec, seconds=AN_HOUR, limit=MOST_TEXTS, clock=clock)
        self._making: dict[str, asyncio.Task[Reply]] = {}

    async def answer(self, key: str, make: Make, send: Send | None) -> Answer:
        """2. The same answer as before, or a new one. `send` gets each once, even where the gateway hangs up meanwhile.

        What it raises is raised; it gets the same when the gateway comes again.
        """
        async with self._state.turn(key):
            made = self._made.get(key)
            if made and made.is_sent and key not in self._making:
                return _answer(made.reply, key, repeated=True)
            return await self._once(key, make, send)

    def goes_out(self, key: str) -> None:
        """The answer with this key lies in the outbox: what others hear of it from now on is that it was sent."""
        if made := self._made.get(key):
            self._made.set(key, replace(made, is_sent=True))

    async def _once(self, key: str, make: Make, send: Send | None) -> Answer:
        """One that comes while the first is being made waits for that."""
        making = self._making.get(key)
        if making is not None:
            return _answer(await asyncio.shield(making), key, repeated=True)
        task = asyncio.ensure_future(self._make(key, make, send))
        self._making[key] = task
        # Otherwise asyncio logs one that nobody waited for in full, with whatever it says.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return _answer(await asyncio.shield(task), key, repeated=False)

    async def _make(self, key: str, make: Make, send: Send | None) -> Reply:
        """Keeps nothing where making it fails. Where sending does, the next time the same is sent and none is made."""
        try:
            unsent = self._made.get(key)
            reply = unsent.reply if unsent else await make()
            self._made.set(key, _Made(reply, is_sent=False))
            if send:
                # Whoever gets it after a crash of this worker sends the same, and makes no second one.
                await self._state.save(key)
                await self._sent(reply, key, send)
            self._made.set(key, _Made(reply, is_sent=True))
            # Here, since whoever waited may be gone.
            await self._state.save(key)
            return reply
        finally:
            self._making.pop(key, None)

    async def _sent(self, reply: Reply, key: str, send: Send) -> None:
        try:
            await send(_answer(reply, key, repeated=False))
        except Exception:
            # Others may have heard that it goes out.
            self._made.set(key, _Made(reply, is_sent=False))
            await self._state.save(key)
            raise


def _answer(reply: Reply, key: str, *, repeated: bool) -> Answer:
    return Answer(reply.texts, repeated, key, reply.urgency)


def _dumped(made: _Made) -> list[Any]:
    return [dumped_reply(made.reply), made.is_sent]


def _loaded(found: list[Any]) -> _Made:
    reply, is_sent = found
    return _Made(loaded_reply(reply), is_sent)
