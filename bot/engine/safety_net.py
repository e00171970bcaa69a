"""Around the agent: whatever fails or hangs, the person is answered, and an emergency gets 999."""

from __future__ import annotations

import asyncio
import logging
import re
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, get_args

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from actions.speaking.plan import Route
from bot.engine.expiring import ExpiringMap
from bot.engine.last_resort import ENGLISH, LastResort
from bot.understanding.normalise import readable
from bot.understanding.red_flags.layer import Danger, find

logger = logging.getLogger(__name__)

ROUTES = frozenset(get_args(Route))
LONGEST_WAIT = 5.0
# An empty message has no features to classify; Rasa takes an intent by name after a slash.
NOTHING_SAID = "/nlu_fallback"
# With the white space between them, since Rasa strips that before it looks for a slash.
SLASHES = re.compile(r"^[/\s]+")

Messages = list[dict[str, Any]]


class Answering(Protocol):
    """What the net needs of an agent."""

    async def handle_message(self, message: UserMessage) -> Any: ...


@dataclass
class SafetyNet:
    """Answers every message of every channel. `agent` is None until the model is loaded, and where it cannot be."""

    last_resort: LastResort
    agent: Answering | None = None
    offered: ExpiringMap[frozenset[str]] = field(default_factory=ExpiringMap)
    _locks: weakref.WeakValueDictionary[str, asyncio.Lock] = field(default_factory=weakref.WeakValueDictionary)

    async def answer(
        self, text: str, sender_id: str, *, channel: str, places: Mapping[str, str] | None = None
    ) -> Messages:
        """The reply, never empty, its signpost last; within LONGEST_WAIT seconds and a moment.

        `places` are where things stand around the person, by their placeholders in the wording.
        """
        said = self._as_text_or_offer(readable(text), sender_id)
        try:
            messages = await asyncio.wait_for(self._ask(said, sender_id, channel, places or {}), LONGEST_WAIT)
        except TimeoutError:
            logger.error("no answer within %s s: the last-resort card was given", LONGEST_WAIT)
            messages = []
        except Exception as error:  # noqa: BLE001 - the last border: nobody is left without a reply
            logger.error("%s while answering: the last-resort card was given", type(error).__name__)
            messages = []
        if not _is_whole(messages):
            danger = _danger(said)
            language = danger.language if danger else ENGLISH
            messages = self.last_resort.messages(sender_id, emergency=danger is not None, language=language)
        self._offer(sender_id, messages)
        return messages

    async def _ask(self, text: str, sender_id: str, channel: str, places: Mapping[str, str]) -> Messages:
        if self.agent is None:
            return []
        output = CollectingOutputChannel()
        metadata = {"places": dict(places)} if places else None
        lock = self._locks.setdefault(sender_id, asyncio.Lock())
        async with lock:
            message = UserMessage(text, output, sender_id, input_channel=channel, metadata=metadata)
            await self.agent.handle_message(message)
        return list(output.messages)

    def _as_text_or_offer(self, text: str, sender_id: str) -> str:
        """A leading slash is a command to Rasa: it stays only on a button that this conversation was just offered."""
        if text in (self.offered.get(sender_id) or ()):
            return text
        return SLASHES.sub("", text) or NOTHING_SAID

    def _offer(self, sender_id: str, messages: Messages) -> None:
        payloads = {button.get("payload", "") for message in messages for button in message.get("buttons", [])}
        if payloads:
            self.offered.set(sender_id, frozenset(payloads))
        else:
            self.offered.forget(sender_id)

    def danger(self, text: str) -> Danger | None:
        """What the red flags see in a message as it was typed, before it is answered. Never raises."""
        return _danger(readable(text))

    def forget(self, sender_id: str) -> None:
        """Erases what the net holds of a conversation."""
        self.offered.forget(sender_id)


def _danger(text: str) -> Danger | None:
    try:
        return find(text)
    except Exception as error:  # noqa: BLE001 - even a broken rule file must not leave somebody without a card
        logger.error("%s in the red flags", type(error).__name__)
        return Danger("unknown", "none", sure=True)


def _is_whole(messages: Messages) -> bool:
    if not any(message.get("text", "").strip() for message in messages):
        return False
    signpost = (messages[-1].get("custom") or {}).get("signpost") or {}
    return signpost.get("route") in ROUTES and isinstance(signpost.get("services"), list)
