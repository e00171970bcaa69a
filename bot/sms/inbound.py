"""A text as a gateway hands it over."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Inbound:
    """What every gateway has to say about a text.

    Number and words stay out of its repr, so out of any traceback; ids too, which some gateways make out of them.

    `message_id` and `sent_at` are the gateway's own, as it gives them, empty where it has none. `wordless` is a picture
    or a sound that came without words.
    """

    gateway: str
    message_id: str = field(repr=False)
    sender: str = field(repr=False)
    text: str = field(repr=False)
    sent_at: str = ""
    wordless: bool = False
