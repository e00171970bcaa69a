"""State that several workers share: a copy in each, looked up and told at the edges of a turn.

A worker's own copy is what the turn works with, so nothing waits within it. Where the other side is gone, the copy is
all there is: whoever comes to the same worker again notices nothing. What could not be told lies in the spare memory,
where whoever takes the worker's place, and any other of the machine, finds it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any

from bot.engine.expiring import ExpiringMap, register
from bot.state.link import Gone, Link, WhenBack
from bot.state.records import MOST_RECORDS, Records
from bot.state.sealing import Keys
from bot.state.spare import Spare
from bot.state.state import Codec, Value

logger = logging.getLogger(__name__)

# Told again after the other side was gone, so many at a time.
A_FEW = 100
# A busy machine is late now and then; one that is gone for longer may be gone for good.
A_WHILE, A_BREATH = 1.0, 0.01
_within: ContextVar[frozenset[str]] = ContextVar("within", default=frozenset())


class Shared:
    """`link` leads to where all workers tell one another. Whatever is there was sealed by one of them.

    `spare` is for while nobody is there.
    """

    def __init__(self, link: Callable[[WhenBack], Link], keys: Keys, spare: Spare | None = None) -> None:
        self.keys = keys
        self.is_shared = True
        # The wall clock as it was at the start, which all workers of a generation have in common: where it is moved
        # later, a page that was just opened stays open.
        begun = time.time() - time.monotonic()
        self.clock: Callable[[], float] = lambda: begun + time.monotonic()
        self._link = link(self._tell_again)
        self._spare = spare
        self._gone = asyncio.Event()
        self._records = Records(keys)
        # What this worker could not tell.
        self._untold: ExpiringMap[None] = ExpiringMap(limit=MOST_RECORDS)
        self._forgot: ExpiringMap[None] = ExpiringMap()
        self._open: Counter[str] = Counter()
        register(self)

    @property
    def problem(self) -> str | None:
        return self._link.problem

    @property
    def failures(self) -> int:
        return self._link.failures

    def map(self, name: str, codec: Codec[Value], **limits: Any) -> ExpiringMap[Value]:
        return self._records.map(name, codec, **limits)

    def sweep(self) -> None:
        self._records.sweep()
        if self._spare:
            self._spare.sweep()

    @contextlib.asynccontextmanager
    async def turn(self, *ids: str) -> AsyncIterator[None]:
        mine = [one for one in dict.fromkeys(ids) if one not in _within.get()]
        entered = _within.set(_within.get().union(mine))
        self._open.update(mine)
        try:
            await self._bring([one for one in mine if self._open[one] == 1])
            yield
        finally:
            _within.reset(entered)
            self._open.subtract(mine)
            self._open += Counter()
            await self.save(*mine)

    async def bring(self, *ids: str) -> None:
        await self._bring(list(ids))

    async def save(self, *ids: str) -> None:
        # Of an id of which nothing is held, and never was, nobody is told.
        ids = tuple(one for one in ids if one in self._records)
        if not ids:
            return
        for one in ids:
            self._records.date(one)
        try:
            await self._tell(ids)
        except (TypeError, ValueError) as error:
            logger.error("%s while telling other workers of a conversation", type(error).__name__)
        except Gone:
            for one in ids:
                self._untold.set(one, None)
            if self._spare:
                self._spare.say_needed()
            self._put_aside(ids)
            self._gone.set()

    def forgot(self, known: str) -> bool:
        was = known in self._forgot
        self._forgot.forget(known)
        return was

    async def check(self) -> None:
        try:
            # One that is not there is looked for while people are answered.
            with contextlib.suppress(Gone):
                await self._link.check()
        finally:
            await self._link.close()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as beside:
            beside.create_task(self._link.run())
            beside.create_task(self._put_all_aside())

    async def close(self) -> None:
        await self._link.close()

    async def _bring(self, ids: list[str]) -> None:
        if not ids:
            return
        names = [self._records.name(one) for one in ids]
        found: list[bytes | None] | None = None
        with contextlib.suppress(Gone):
            found = await self._link.get(names)
        for one, name, sealed in zip(ids, names, found or [None] * len(names), strict=True):
            self._take_newest(one, name, sealed)
            if found is None and not self._records.was_told(one):
                self._forgot.set(one, None)

    def _take_newest(self, known: str, name: str, sealed: bytes | None) -> None:
        """Of what lies in Valkey, what was put aside, and what this worker knows itself."""
        if sealed:
            self._records.take_newer(known, sealed)
        aside = self._spare.get(name) if self._spare else None
        if aside and self._records.take_newer(known, aside):
            self._untold.set(known, None)

    async def _tell(self, ids: Iterable[str], *, only_new: bool = False) -> None:
        rows = {self._records.name(one): self._records.sealed(one) for one in ids}
        await self._link.put(rows, only_new=only_new)
        if self._spare is None:
            return
        is_needed = self._spare.is_needed
        if is_needed:
            self._gone.set()
        for name, (sealed, seconds) in rows.items():
            if not is_needed:
                self._spare.drop(name)
            elif not only_new:
                self._spare.put(name, sealed, seconds)

    def _put_aside(self, ids: Iterable[str]) -> None:
        """But what another worker put there meanwhile, where that is newer."""
        if self._spare is None:
            return
        for one in ids:
            name = self._records.name(one)
            there = self._spare.get(name)
            if there is None or not self._records.is_newer(one, there):
                self._spare.put(name, *self._records.sealed(one))

    async def _put_all_aside(self) -> None:
        """What was told, and is nowhere else where Valkey comes back empty and this worker does not live to see it.

        Or where another worker, which cannot reach Valkey, is asked in this one's place.
        """
        while True:
            await self._gone.wait()
            await asyncio.sleep(A_WHILE)
            for some in _pieces(self._records.told()) if self._does_without() else ():
                self._put_aside(some)
                await asyncio.sleep(A_BREATH)
            while self._does_without():
                await asyncio.sleep(A_WHILE)
            self._gone.clear()

    def _does_without(self) -> bool:
        """Whether this worker, or any other of the machine, does without Valkey; if this one, the others hear of it."""
        if not self._link.is_up and self._spare:
            self._spare.say_needed()
        return not self._link.is_up or bool(self._spare and self._spare.is_needed)

    async def _tell_again(self, may_be_empty: bool) -> None:
        """What could not be told; and all that is known where nothing may be left of it, but nothing that is newer."""
        untold, told = self._untold.keys(), self._records.told()
        try:
            await self._in_pieces(untold, only_new=False)
            if may_be_empty:
                await self._in_pieces([one for one in told if one not in self._untold], only_new=True)
        except Gone:
            return
        for one in untold:
            self._untold.forget(one)

    async def _in_pieces(self, ids: list[str], *, only_new: bool) -> None:
        for some in _pieces(ids):
            await self._tell(some, only_new=only_new)


def _pieces(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), A_FEW):
        yield ids[start : start + A_FEW]
