"""The conversations of the web channel: begun here, answered while they last, erased when the person leaves."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Literal

from bot.engine.conversation_ids import ConversationIds
from bot.engine.expiring import HALF_AN_HOUR
from bot.engine.safety_net import Messages, SafetyNet
from bot.engine.triage import Triage
from bot.state.state import Codec

# Whoever leaves has to be known for half an hour, whatever others do meanwhile.
MOST_LEFT = 50_000
# Seconds in which nobody has written and been answered.
JUST_BEGUN = 5

Status = Literal["open", "ended", "unknown"]
# Where the person sits, by the names that wording knows.
Channel = Literal["web", "kiosk"]


class Conversations:
    """Knows which ids may speak. `forget` erases what others than the safety net hold of a conversation.

    `places` are those around where the person sits, handed on with every message from there and with no other.

    An id that was made and not yet used is held nowhere: its seal and its age speak for it. So opening the page a
    million times pushes nobody's conversation out.
    """

    def __init__(
        self,
        net: SafetyNet,
        forget: Callable[[str], None],
        *,
        clock: Callable[[], float] | None = None,
    ) -> None:
        state, dated = net.state, clock or net.state.clock
        clock = clock or time.monotonic
        self._net = net
        self.places: dict[Channel, Mapping[str, str]] = {}
        self._forget = forget
        self._ids = ConversationIds(dated, state.keys.ids)
        # Each with how many messages it was heard with.
        heard: Codec[int] = Codec()
        self._last_heard = state.map("heard", heard, clock=clock, spares_old=True)
        self._left = state.map("left", heard, limit=MOST_LEFT, clock=clock, spares_old=True)

    def start(self) -> str:
        """A new conversation's id."""
        return self._ids.new()

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """Whoever asks or tells about a conversation does so within this. Of an id that is not ours nothing is held."""
        known = (conversation,) if self._ids.is_ours(conversation) else ()
        async with self._net.state.turn(*known):
            if known and self._ids.age(conversation) < JUST_BEGUN:
                # There was nothing before.
                self._net.state.forgot(conversation)
            yield

    def status(self, conversation: str) -> Status:
        """Open from its start, and from each message anew, for half an hour or until it is left."""
        if not self._ids.is_ours(conversation):
            return "unknown"
        if conversation in self._left:
            return "ended"
        fresh = self._ids.age(conversation) < HALF_AN_HOUR
        return "open" if fresh or conversation in self._last_heard else "ended"

    def turns(self, conversation: str) -> int:
        """How many messages were heard in an open conversation."""
        return self._last_heard.get(conversation) or 0

    def was_left_after(self, conversation: str, turns: int) -> bool:
        """Whether it was left, and more than so many messages had been heard until then."""
        return (self._left.get(conversation) or 0) > turns

    async def answer(
        self,
        text: str,
        conversation: str,
        channel: Channel = "web",
        *,
        easy: bool = False,
        seen: Triage | None = None,
    ) -> Messages:
        """The reply to a message in an open conversation. Where the person left meanwhile, nothing of it stays."""
        self._last_heard.set(conversation, self.turns(conversation) + 1, lesser=seen is not None and seen.beyond)
        try:
            places = self.places.get(channel)
            return await self._net.answer(text, conversation, channel=channel, places=places, easy=easy, seen=seen)
        finally:
            if conversation in self._left:
                self._erase(conversation)

    def offer(self, payloads: Iterable[str], conversation: str) -> None:
        """Buttons that a page showed without asking the bot; they count as a reply's own do."""
        self._net.offered.set(conversation, frozenset(payloads))

    def leave(self, conversation: str) -> None:
        """Erases all that is held of it, now; nobody can go on with it. Nothing happens for an id that is not ours."""
        if self._ids.is_ours(conversation):
            if conversation not in self._left:
                turns = self.turns(conversation)
                # Begun and left unused costs nothing, and no limit holds danger back: a flood of either must not make
                # others' open again.
                lesser = not turns or self._last_heard.is_lesser(conversation)
                self._left.set(conversation, turns, lesser=lesser)
            self._erase(conversation)

    def _erase(self, conversation: str) -> None:
        self._last_heard.forget(conversation)
        self._net.forget(conversation)
        self._forget(conversation)
