"""Replies that go out by a call of ours: in order, again where a gateway is down, and not for ever."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import aiohttp

from bot.sms.message import Urgency

logger = logging.getLogger(__name__)

# Two minutes in all: help that comes much later is not help.
WAITS = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
LONGEST_CALL = 10.0
# For a whole reply, hanging calls and all: after that its number is held no longer.
LONGEST = 180.0
A_MOMENT = 2.0
# When the server stops: long enough for what follows the first text, and within what systemd waits.
LAST_MOMENT = 4.0
MOST_AT_ONCE = 500
# Of these places, so many are left for what is more urgent.
LEFT_FREE: dict[Urgency, int] = {"emergency": 0, "crisis": 50, "rest": 100}
# What may go away by itself: too early, too many, and all that is the other side's own trouble.
PASSING = frozenset({408, 425, 429})
LARGEST_ANSWER = 64_000

Outcome = Literal["taken", "again", "refused"]
# What came back: a number of HTTP, or the name of what went wrong before there was one.
Status = int | str


@dataclass(frozen=True)
class Call:
    """One request to a gateway. Its repr holds nothing of it: address, words and number stay out of every log.

    `check` is an address that answers 200 where the gateway has taken this already; it is asked before a second try.
    """

    method: Literal["GET", "POST"] = field(repr=False)
    url: str = field(repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    login: tuple[str, str] | None = field(default=None, repr=False)
    check: str | None = field(default=None, repr=False)


@dataclass
class Waiting:
    """A reply, as far as it is not taken yet. Its repr holds nothing of it.

    `until` is by a clock that nobody moves, the same for all processes of a machine, from its start on. `of` is the key
    of the text that it answers: whoever keeps what waits tells others together that this text is answered.
    """

    gateway: str
    calls: list[Call] = field(repr=False)
    urgency: Urgency
    until: float
    of: str = field(default="", repr=False)

    @classmethod
    def begun(cls, gateway: str, calls: Sequence[Call], urgency: Urgency, of: str) -> Waiting:
        return cls(gateway, list(calls), urgency, time.monotonic() + LONGEST, of)


class Full(Exception):
    """Too many replies are on their way already."""


class TurnedAway(Exception):
    """A gateway refuses a reply for good, and has taken nothing of it."""


class Outbox:
    """Holds what is on its way, in memory alone: a stop of the server loses it, and says how much.

    `note` hears of a gateway what each call to it came to; `lost` is how many messages were given up. Where there is
    a `keep`, it is told what waits whenever that changes, and a stop leaves the rest to another worker.
    """

    def __init__(
        self,
        *,
        waits: Sequence[float] = WAITS,
        longest_call: float = LONGEST_CALL,
        longest: float = LONGEST,
        moment: float = A_MOMENT,
        last_moment: float = LAST_MOMENT,
        note: Callable[[str, Status], None] = lambda gateway, status: None,
    ) -> None:
        self._longest = longest
        self._last_moment = last_moment
        self._waits = waits
        self._moment = moment
        self._longest_call = longest_call
        self._note = note
        self._session: aiohttp.ClientSession | None = None
        self.lost = 0
        self.keep: Callable[[Sequence[Waiting]], Awaitable[None]] | None = None
        self._on_their_way: dict[asyncio.Task[int], Waiting] = {}

    @property
    def on_their_way(self) -> int:
        """How many replies."""
        return len(self._on_their_way)

    def send(
        self, gateway: str, calls: Sequence[Call], *, urgency: Urgency = "rest", of: str = "", after: float = 0.0
    ) -> asyncio.Task[int] | None:
        """Sends one after the other, in the background; None where there is nothing to send or no room.

        The task gives how many are taken in the end. The first that is not takes those behind it along.
        """
        if not calls:
            return None
        if not self._has_room(urgency):
            logger.error("%s: a reply is lost, %d are waiting already", gateway, len(self._on_their_way))
            self.lost += len(calls)
            return None
        return self._begin(Waiting.begun(gateway, calls, urgency, of), after, again=False)

    def resume(self, waiting: Waiting) -> None:
        """Sends what another worker had begun to send."""
        self._begin(waiting, 0.0, again=True)

    def waiting(self) -> list[Waiting]:
        """What is not taken yet."""
        return list(self._on_their_way.values())

    async def hold(self) -> None:
        """Tells whoever keeps it for another worker."""
        if self.keep:
            await self.keep(self.waiting())

    def _begin(self, waiting: Waiting, after: float, *, again: bool) -> asyncio.Task[int]:
        now = time.monotonic()
        ends = asyncio.get_running_loop().time() + min(self._longest, waiting.until - now)
        task = asyncio.ensure_future(self._send_all(waiting, after, ends, again=again))
        self._on_their_way[task] = waiting
        task.add_done_callback(partial(self._on_their_way.pop))
        return task

    async def hand_over(self, gateway: str, calls: Sequence[Call], *, urgency: Urgency = "rest", of: str = "") -> None:
        """Sends, and waits a moment for it: a gateway that is told "taken" only then asks again after a crash.

        Raises Full where there is no room, and TurnedAway where the other side refuses it at once, such as for a wrong
        login: so the gateway is told to come again, and nothing is lost that was said to be taken.
        """
        if calls and not self._has_room(urgency):
            raise Full
        task = self.send(gateway, calls, urgency=urgency, of=of)
        if task:
            await self.hold()
            await asyncio.wait({task}, timeout=self._moment)
            if task.done() and not task.cancelled() and task.result() == 0:
                raise TurnedAway

    async def close(self) -> None:
        """Lets what is on its way arrive, for a moment, and gives up the rest."""
        if self._on_their_way:
            await asyncio.wait(self._on_their_way, timeout=self._last_moment)
        waiting = list(self._on_their_way)
        for task in waiting:
            task.cancel()
        if waiting:
            if self.keep:
                logger.warning("%d replies are on their way: another worker sends the rest", len(waiting))
            else:
                logger.error("%d replies were on their way and are lost", len(waiting))
                self.lost += len(waiting)
            await asyncio.gather(*waiting, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _has_room(self, urgency: Urgency) -> bool:
        return len(self._on_their_way) < MOST_AT_ONCE - LEFT_FREE[urgency]

    async def _send_all(self, waiting: Waiting, after: float, ends: float, *, again: bool) -> int:
        await asyncio.sleep(after)
        gateway, calls, many = waiting.gateway, waiting.calls, len(waiting.calls)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(ends):
                while calls and await self._send_one(gateway, calls[0], again=again):
                    del calls[0]
                    await self.hold()
                    again = False
        if calls:
            self.lost += len(calls)
            logger.error("%s: %d of %d messages could not be handed over", gateway, len(calls), many)
        return many - len(calls)

    async def _send_one(self, gateway: str, call: Call, *, again: bool) -> bool:
        if again and call.check and await self.ask(Call("GET", call.check, login=call.login)) == 200:
            return True
        for wait in (*self._waits, None):
            outcome = await self._try(gateway, call)
            if outcome != "again" or wait is None:
                return outcome == "taken"
            await asyncio.sleep(wait)
            if call.check and await self.ask(Call("GET", call.check, login=call.login)) == 200:
                return True
        return False

    async def _try(self, gateway: str, call: Call) -> Outcome:
        status = await self.ask(call)
        self._note(gateway, status)
        if isinstance(status, int) and 200 <= status < 300:
            return "taken"
        logger.warning("%s: a message was not taken (%s)", gateway, status)
        return "again" if isinstance(status, str) or status >= 500 or status in PASSING else "refused"

    async def ask(self, call: Call) -> Status:
        """Once. What went wrong comes by its name: what the exception says may hold the address or the words."""
        try:
            async with self._opened().request(
                call.method,
                call.url,
                params=call.query,
                data=call.form,
                json=call.json,
                auth=aiohttp.BasicAuth(*call.login, encoding="utf-8") if call.login else None,
                # Where a gateway would send the number on to is not ours to follow.
                allow_redirects=False,
            ) as answer:
                await answer.content.read(LARGEST_ANSWER)
                return answer.status
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return type(error).__name__

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._longest_call)
            self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self._session
