"""Which conversations go first where memory is full."""

from __future__ import annotations

# In a message's metadata: it was over a limit, and was answered for the danger or despair in it.
BEYOND = "beyond"


def is_lesser(channel: str | None, *, beyond: bool) -> bool:
    """Whether a new conversation goes before others where memory is full: a program's, and one beyond a limit."""
    return beyond or channel == "rest"
