"""What is seen in a message before it is answered, and where it waits for that."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.engine.lanes import Lane
from bot.understanding.first_sight import FirstSight
from bot.understanding.red_flags.danger import Danger

# What a turn costs grows with the length, and a row of the longest would hold everybody up. For each SET_BACK letters
# that it has beyond ORDINARY, a message waits as if it had come a second later.
ORDINARY = 200
SET_BACK = 250
# In a message's metadata: it was over a limit, and was answered for the danger or despair in it.
BEYOND = "beyond"


@dataclass(frozen=True)
class Triage:
    """A message that has been looked at, and when it came. `sight` is None where that took too long.

    `beyond` is whether it was over a limit and passed: it is answered, and pushes nobody out of the memory. `read` is
    when it came to this process, where somebody else had it before.
    """

    sight: FirstSight | None
    at: float
    beyond: bool = False
    read: float = -math.inf

    @property
    def danger(self) -> Danger | None:
        return self.sight.danger if self.sight else None

    @property
    def is_grave(self) -> bool:
        """Whether rules alone see danger or despair."""
        return self.lane != Lane.OTHER

    @property
    def stands(self) -> float:
        """Where in its lane: as if it had come at that moment."""
        longer = len(self.sight.plain) - ORDINARY if self.sight else 0
        return self.at + max(0, longer) / SET_BACK

    @property
    def lane(self) -> Lane:
        if self.danger:
            return Lane.DANGER
        return Lane.DESPAIR if self.sight and self.sight.despair else Lane.OTHER


def is_lesser(channel: str | None, *, beyond: bool) -> bool:
    """Whether a new conversation goes before others where memory is full: a program's, and one beyond a limit."""
    return beyond or channel == "rest"
