"""The red flags alone: the emergencies that a rule must hear, and the calm it must leave alone."""

from __future__ import annotations

from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import assess


def find(text: str) -> Danger | None:
    """The danger of `assess` alone."""
    return assess(text).danger


# Signs of danger now, which no calm words beside them may hide.
LIVE = (
    "he's not breathing",
    "she's gone blue",
    "i cant wake him up",
    "hes having a fit",
    "theyre kicking the door in",
    "ive just swallowed all my tablets",
)


def sends_999(text: str) -> bool:
    """Whether the red flags alone are sure enough for the 999 reply."""
    found = find(text)
    return found is not None and found.sure
