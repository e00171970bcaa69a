"""Lines for the log that others bring about: each once a minute, so that nobody fills it."""

from __future__ import annotations

import time
from collections.abc import Callable

A_MINUTE = 60.0


class Seldom:
    """Remembers which lines were said: few, and all of them ours."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._said: dict[str, float] = {}

    def may_say(self, line: str) -> bool:
        """True where it was not said within the last minute; then it counts as said."""
        now = self._clock()
        if now < self._said.get(line, -A_MINUTE) + A_MINUTE:
            return False
        self._said[line] = now
        return True
