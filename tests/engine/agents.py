"""Stand-ins for the agent, each with one way of going right or wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.waiting import PATIENCE, an_hour_passes

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

SIGNPOST = {"route": "smalltalk", "services": [], "language": "en"}


async def whole_reply(message: UserMessage, buttons: Sequence[dict[str, str]] = (), said: str = "Hello.") -> None:
    """Sends what an action would: a text, maybe buttons, the signpost."""
    output, who = message.output_channel, message.sender_id
    if buttons:
        await output.send_text_with_buttons(who, said, list(buttons))
    else:
        await output.send_text_message(who, said)
    await output.send_custom_json(who, {"signpost": SIGNPOST})


@dataclass
class Listening:
    """Answers well and remembers what it was handed."""

    buttons: Sequence[dict[str, str]] = ()
    heard: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    channels: list[str | None] = field(default_factory=list)
    beside: list[Any] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        self.senders.append(message.sender_id)
        self.channels.append(message.input_channel)
        self.beside.append(message.metadata)
        await whole_reply(message, self.buttons)


class Raising:
    async def handle_message(self, message: UserMessage) -> None:
        raise RuntimeError(f"cannot answer {message.text}")


class Hanging:
    """Answers after all limits. An hour passes for whoever waits, as soon as it has begun."""

    async def handle_message(self, message: UserMessage) -> None:
        an_hour_passes()
        await asyncio.sleep(PATIENCE)
        await whole_reply(message)


@dataclass
class Saying:
    """Sends just these messages, whole or not."""

    messages: Sequence[dict[str, Any]]

    async def handle_message(self, message: UserMessage) -> None:
        message.output_channel.messages.extend(self.messages)


@dataclass
class Slow:
    """Answers when it is let to, and notes in which order it began."""

    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    began: list[str] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        self.began.append(message.text)
        await self.may_answer.wait()
        await whole_reply(message)
