"""What goes through, whatever the gateway: a text as it comes in, and what goes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Texts = tuple[str, ...]
# In this order, where not all can go out at once.
Urgency = Literal["emergency", "crisis", "rest"]
# Routes of people whom others hurt, use or control, and may watch.
WATCHED = frozenset({"safeguarding", "slavery"})


@dataclass(frozen=True)
class About:
    """What a reply is about. `services` are those that it names, the first to contact first."""

    urgency: Urgency = "rest"
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inbound:
    """What every gateway has to say about a text.

    Number and words stay out of its repr, so out of any traceback; ids too, which some gateways make out of them.

    `message_id` and `sent_at` are the gateway's own, as it gives them, empty where it has none. `wordless` is a picture
    or a sound that came without words. `piece_of` stands for the long text of which others are missing: it is the same
    for all that comes of it, and says nothing about anybody.
    """

    gateway: str
    message_id: str = field(repr=False)
    sender: str = field(repr=False)
    text: str = field(repr=False)
    sent_at: str = ""
    wordless: bool = False
    piece_of: str = field(default="", repr=False)


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
