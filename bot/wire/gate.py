"""Which requests are acted on: a few side by side, what may be about danger first, the others in the order they came.

One loop serves everybody. Where it acted on all that has come, each step of somebody's answer would wait for a step of
everybody else's, and of those there are a dozen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote_plus

from bot.engine.lanes import Lane, Turns
from bot.wire.framing import END_OF_HEAD, END_OF_LINE

AT_ONCE = 64
# What waits for something else by then, such as its turn at the bot, lets the next begin.
GIVES_WAY = 0.05
# Of what somebody typed. Who is in danger writes little.
MOST_READ = 2000


class Gate:
    """`is_urgent` is asked about what was typed, in its first glance; `peer` is from where a request comes."""

    def __init__(self, is_urgent: Callable[[str], bool]) -> None:
        self._is_urgent = is_urgent
        self._turns = Turns(most=AT_ONCE, gives_way=GIVES_WAY)
        self._waiting: Counter[str] = Counter()

    @property
    def is_full(self) -> bool:
        """True where whoever comes now has to wait."""
        return self._turns.is_full

    async def enter(self, raw: bytes, peer: str) -> Callable[[], None]:
        """Waits until what came may be acted on. Whoever is through calls what is returned.

        Of two peers the one with fewer waiting goes first, so that a flood from one place waits behind others.
        """
        if not self.is_full:
            return await self._turns.take(Lane.OTHER)
        behind = self._waiting[peer]
        self._waiting[peer] += 1
        try:
            return await self._turns.take(self._lane(raw), behind=behind)
        finally:
            self._waiting[peer] -= 1
            if not self._waiting[peer]:
                del self._waiting[peer]

    def _lane(self, raw: bytes) -> Lane:
        return Lane.DANGER if self._is_urgent(typed(raw)) else Lane.OTHER


def typed(raw: bytes) -> str:
    """Where words of a person can stand in a request as it came: its body, and its address, where Kannel puts them."""
    head, _, body = raw.partition(END_OF_HEAD)
    line = head.partition(END_OF_LINE)[0]
    return unquote_plus((line[:MOST_READ] + b" " + body[:MOST_READ]).decode("utf-8", "ignore"), errors="ignore")
