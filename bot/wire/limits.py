"""How long a client may take and how many may wait, so that slow ones never keep the others out."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from typing import Literal

Phase = Literal["request", "head", "body", "answer"]

MOST_WAITING = 1000
UNLIMITED = 1_000_000
# So many turns of the loop pass between letting somebody in and having closed who makes room, and one to spare.
TURNS = 5
MOST_AT_A_TURN = 4000


@dataclass(frozen=True)
class Limits:
    """Seconds for each phase as a whole: a byte now and then wins no time.

    `idle` is for a connection that was answered before; a new one has `head` to begin and `head` to end. `last` is what
    a request has to arrive when the server stops, `stop` what all answers have then. At most `waiting` connections are
    open without being answered, but for those of the last `moment`: many at once are no sign that they are slow. None
    takes a file descriptor from `descriptors` on. Bodies of more than `small` bytes have room for `large` together.
    """

    head: float = 10.0
    body: float = 30.0
    answer: float = 60.0
    idle: float = 75.0
    last: float = 2.0
    stop: float = 8.0
    waiting: int = MOST_WAITING
    moment: float = 1.0
    descriptors: int = UNLIMITED
    small: int = 64_000
    large: int = 32_000_000

    @classmethod
    def of_this_process(cls) -> Limits:
        """With numbers that leave file descriptors for all that is not a connection."""
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = UNLIMITED if soft == resource.RLIM_INFINITY else soft
        return cls(waiting=min(MOST_WAITING, most // 2), descriptors=most * 3 // 4)

    @property
    def at_a_turn(self) -> int:
        """How many are let in at one turn of the loop. Room is made for each only afterwards, out of the last quarter.

        Where descriptors run out meanwhile, asyncio tries all others all the same, and logs each of them.
        """
        return min(MOST_AT_A_TURN, max(1, self.descriptors // 3 // TURNS))

    def seconds(self, phase: Phase, *, answered: bool) -> float:
        """How long this phase may last; `answered` says whether the connection had an answer before."""
        if phase == "request":
            return self.idle if answered else self.head
        return {"head": self.head, "body": self.body, "answer": self.answer}[phase]
