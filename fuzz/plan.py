"""Which request has which number: one half are sound with anything inside, the other are raw bytes."""

from __future__ import annotations

from random import Random

from fuzz import raw
from fuzz.asked import mark_of
from fuzz.drawing import drawn
from fuzz.shot import Shot


def shot(seed: int, number: int, conversation: str) -> Shot:
    """The same for the same seed and number, but for the conversation that is open and signatures with a time."""
    mark = mark_of(number)
    if number % 2:
        return raw.shot(Random(f"{seed} {number}"), number, mark, conversation)
    asked = drawn(seed, number // 2).filled(mark, conversation)
    return Shot(number, mark, f"{asked.method} {asked.path[:60]}", (asked.raw(),), (asked.method,))
