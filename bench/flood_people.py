"""Two people who write all the while beside a flood: one is calm, one has somebody who does not wake up."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Iterable

from bench.asking import MESSAGE, START, Door, Exchange, ask
from bench.processes import BenchFailed

SAID = {"calm": "who can I talk to about my cannabis use", "danger": "my mate has taken pills and wont wake up"}
# Nobody else here calls from these.
CALLERS = {"calm": "127.0.0.9", "danger": "127.0.0.10"}
# About three times a second, in a conversation of its own each time, so that nobody comes to a limit of their own.
A_PAUSE = 0.3
CONVERSATIONS = 40


async def conversations(door: Door, who: str) -> list[str]:
    """So many that were begun before the flood, since a person has the page open."""
    async with door.session(CALLERS[who], kept=True) as session:
        begun = [await ask(session, door.address + START, {}) for _ in range(CONVERSATIONS)]
    if any(one.status != 200 for one in begun):
        raise BenchFailed("no conversation could be begun before the flood: run it again")
    return [str(json.loads(one.body)["conversation"]) for one in begun]


async def writes(door: Door, who: str, begun: Iterable[str], enough: asyncio.Event) -> list[Exchange]:
    """Each time on a new connection, until it is enough; whatever is under way then is waited for."""
    asked: list[Exchange] = []
    async with door.session(CALLERS[who], kept=False) as session:
        for conversation in itertools.cycle(begun):
            body = {"conversation": conversation, "message": SAID[who]}
            asked.append(await ask(session, door.address + MESSAGE, body))
            try:
                await asyncio.wait_for(enough.wait(), A_PAUSE)
            except TimeoutError:
                continue
            return asked
    return asked
