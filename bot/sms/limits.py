"""How many texts are answered in a minute, from one number and from everybody."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from bot.engine.expiring import ExpiringMap
from bot.engine.rates import Rate

EVERYBODY = ""
A_MINUTE = 60.0

Verdict = Literal["answer", "say so", "silence"]


class Limits:
    """One polite text to a number that is over, then silence until a minute has passed without it being over."""

    def __init__(self, rate: int, rate_all: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = Rate(rate, clock=clock)
        self._rate_all = Rate(rate_all, clock=clock)
        # A flood from ever new numbers would otherwise be told so, each of them once.
        self._polite = Rate(rate_all, clock=clock)
        self._told: ExpiringMap[None] = ExpiringMap(seconds=A_MINUTE, clock=clock)

    def take(self, person: str) -> Verdict:
        """Counts one text."""
        if self._rate.take(person) and self._rate_all.take(EVERYBODY):
            return "answer"
        told = person in self._told
        self._told.set(person, None)
        return "silence" if told or not self._polite.take(EVERYBODY) else "say so"

    def sweep(self) -> None:
        """Drops what is over time."""
        for held in (self._rate, self._rate_all, self._polite, self._told):
            held.sweep()
