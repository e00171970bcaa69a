"""Replies on their way that outlive their worker: whoever takes its place sends the rest of them.

Each worker has a place of two slots, for the one that ends and the one that begins may be there at once. What lies in a
slot that nobody has touched for some seconds was left by one that died.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from bot.sms.outbox import LONGEST, Call, Waiting
from bot.state.state import Codec, State

EVERY = 1.0
# So long without a sign of life: several times the first.
LEFT_ALONE = 5.0
SLOTS = ("a", "b")

Send = Callable[[Waiting], None]


class HeldReplies:
    """`place` is the same for all workers that follow one another."""

    def __init__(self, state: State, place: str) -> None:
        codec: Codec[dict[str, Any]] = Codec()
        self._state = state
        self._slots = state.map("outbox", codec, seconds=LONGEST)
        self._place = place
        self._me = secrets.token_hex(8)
        self._mine = ""
        self._had_any = False
        self._said_of: frozenset[str] = frozenset()

    async def keep(self, waiting: Sequence[Waiting]) -> None:
        """Stores what waits now, for the worker that may have to take over.

        In the same breath others are told of the texts that it answers. Between the two a kill would have one of them
        answer such a text too, beside the worker that takes over.
        """
        if self._mine and (waiting or self._had_any):
            await self._write(waiting)

    async def _write(self, waiting: Sequence[Waiting]) -> None:
        self._had_any = bool(waiting)
        self._slots.set(
            self._mine, {"by": self._me, "at": time.monotonic(), "waiting": [asdict(one) for one in waiting]}
        )
        of = frozenset(one.of for one in waiting if one.of)
        news, self._said_of = of - self._said_of, of
        await self._state.save(self._mine, *news)

    async def run(self, waiting: Callable[[], Sequence[Waiting]], send: Send) -> None:
        """Until it is cancelled: finds a slot, shows that it is in use, and sends what was left."""
        await self._find_a_slot(send)
        while True:
            # Also where nothing waits: a slot without a sign of life is anybody's.
            await self._write(waiting())
            await asyncio.sleep(EVERY)
            for slot in SLOTS:
                await self._take_over(f"{self._place} {slot}", send)

    async def _find_a_slot(self, send: Send) -> None:
        """One that nobody is in; else one in which nothing waits, of two the one that has been silent for longer."""
        while not self._mine:
            found = {f"{self._place} {slot}": await self._look(f"{self._place} {slot}") for slot in SLOTS}
            free = [name for name, there in found.items() if not there or _is_left(there)]
            empty = [(there["at"], name) for name, there in found.items() if there and not there["waiting"]]
            if free or empty:
                self._mine = free[0] if free else min(empty)[1]
                await self._take_over(self._mine, send)
            else:
                await asyncio.sleep(EVERY)

    async def _take_over(self, name: str, send: Send) -> None:
        found = await self._look(name)
        if not found or found["by"] == self._me or not found["waiting"] or not _is_left(found):
            return
        # First, so that nobody else takes it; and this one holds it again at once.
        self._slots.set(name, {"by": self._me, "at": time.monotonic(), "waiting": []})
        await self._state.save(name)
        for row in found["waiting"]:
            if row["until"] > time.monotonic():
                calls = [Call(**{**call, "login": call["login"] and tuple(call["login"])}) for call in row["calls"]]
                send(Waiting(row["gateway"], calls, row["urgency"], row["until"]))

    async def _look(self, name: str) -> dict[str, Any] | None:
        await self._state.bring(name)
        return self._slots.get(name)


def _is_left(found: dict[str, Any]) -> bool:
    return bool(time.monotonic() - found["at"] > LEFT_ALONE)
