"""How much may come in a minute from everybody, so that nobody takes it all."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.engine.expiring import ExpiringMap
from bot.engine.rates import A_MINUTE, Bucket

# How much of it is kept for whoever has had less than an equal share of what is left.
KEPT = 0.5


class Shares:
    """One bucket for all. Its lower half is for those who in the last minute took less than an equal share of the rest.

    So few peers cannot empty it. Who comes as a new peer each time can: behind a proxy on this machine, which hides
    addresses, that is a new connection for each message.
    """

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._clock = clock
        self._all = Bucket(per_minute, clock=clock)
        # By key: how much was taken lately, which fades within a minute, and when that was counted.
        self._taken: ExpiringMap[tuple[float, float]] = ExpiringMap(seconds=A_MINUTE, clock=clock)

    def take(self, key: str) -> bool:
        """True where one more may come from there now, which is then counted."""
        left, taken = self._all.left, self._taken_by(key)
        # As if one more might come: whoever writes alone leaves something for them.
        sharing = len(self._taken) + (1 if key in self._taken else 2)
        kept = 0.0 if taken < left / sharing else KEPT * self._most
        if left < 1 + kept:
            return False
        self._all.take()
        self._taken.set(key, (taken + 1, self._clock()))
        return True

    def seconds_until(self) -> int:
        """In about how many whole seconds one more may come, from whoever had a full share."""
        return max(1, round(A_MINUTE / self._most))

    def _taken_by(self, key: str) -> float:
        taken, at = self._taken.get(key) or (0.0, 0.0)
        return max(0.0, taken * (1 - (self._clock() - at) / A_MINUTE))
