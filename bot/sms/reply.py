"""What goes back to a person, whatever the gateway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Texts = tuple[str, ...]
# In this order, where not all can go out at once.
Urgency = Literal["emergency", "crisis", "rest"]


@dataclass(frozen=True)
class Reply:
    """Our own words alone, in the order in which they are sent."""

    texts: Texts = ()
    urgency: Urgency = "rest"


@dataclass(frozen=True)
class Answer:
    """What to send, in order; nothing where nothing can or should be sent.

    `repeated` is an answer that was given before: it goes into a response again, and is never sent a second time.
    `key` stands for the message; it is the same for both, and says nothing about anybody.
    """

    texts: Texts
    repeated: bool
    key: str
    urgency: Urgency = "rest"
