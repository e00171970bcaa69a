"""Whether a phone's signed time is this machine's: where the two clocks differ, every text of it is refused."""

from __future__ import annotations

import time
from collections.abc import Callable

FRESH = 5 * 60
# More than there are in any time that a clock can show.
LONGEST_STAMP = 11


class PhoneClock:
    """A machine without the internet loses some minutes in a year, and nobody who texts would be answered."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.problem: str | None = None

    def is_fresh(self, stamp: str) -> bool:
        """Of a time that the phone has signed, in seconds. `problem` says what was wrong with the last one."""
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= LONGEST_STAMP):
            return False
        apart = abs(self._now() - int(stamp))
        self.problem = _differ(apart) if apart > FRESH else None
        return self.problem is None


def _differ(seconds: float) -> str:
    return (
        f"texts from the phone are refused: its clock and this machine's are {seconds / 60:.0f} minutes apart; "
        "set both right"
    )
