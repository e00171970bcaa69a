"""What happens to a message before the bot hears it, on the page and for programs alike: length, rate, status."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.engine.rates import Rate
from bot.engine.safety_net import Messages, SafetyNet
from bot.engine.shares import Shares
from bot.engine.throttled_log import ThrottledLog
from bot.engine.triage import Triage
from bot.web.conversations import Channel, Conversations
from bot.web.layout import Layout
from bot.web.static_files import Files
from bot.web.wording import Refusal, WebWording

logger = logging.getLogger(__name__)


class Refused(Exception):
    """The message was not taken. Holds nothing of it."""

    def __init__(self, refusal: Refusal, *, retry_after: int = 0) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}


class Shown(NamedTuple):
    """Where a reply is shown; `easy` is whether it can be shown in easy read too."""

    channel: Channel = "web"
    easy: bool = False


ON_A_PAGE = Shown()


@dataclass
class ChatService:
    """The limits around the conversations. `peer` is from where a message came.

    `unheard` are those over a limit whose words the classifier is asked about before they are refused.
    """

    net: SafetyNet
    conversations: Conversations
    wording: WebWording
    longest: int
    rate: Rate
    rate_all: Shares
    unheard: Shares
    layout: Layout
    files: Files = field(default_factory=Files)
    log: ThrottledLog = field(default_factory=lambda: ThrottledLog(logger))

    async def answer(self, text: str, conversation: str, shown: Shown = ON_A_PAGE, *, peer: str) -> Messages:
        """The reply; raises Refused. Someone in danger or despair is answered whatever the length and the rate."""
        return await self._said(text, conversation, shown, await self._admitted(text, conversation, peer))

    async def pressed(self, payload: str, conversation: str, shown: Shown = ON_A_PAGE, *, peer: str) -> Messages:
        """The reply to a button of the start, which every conversation was offered; raises Refused."""
        if payload not in self.wording.payloads:
            raise self.refused("malformed")
        seen = await self._admitted(payload, conversation, peer)
        self.conversations.offer(self.wording.payloads, conversation)
        return await self._said(payload, conversation, shown, seen)

    async def chosen(self, payload: str, conversation: str, shown: Shown = ON_A_PAGE, *, peer: str) -> Messages:
        """The reply to a button below a reply, where its conversation was offered it; raises Refused.

        What a button would send is never taken for words: "/family" would become the word "family".
        """
        if payload in self.wording.payloads:
            return await self.pressed(payload, conversation, shown, peer=peer)
        self._may_speak(conversation)
        if payload not in (self.net.offered.get(conversation) or ()):
            raise self.refused("stale")
        return await self.answer(payload, conversation, shown, peer=peer)

    def leave(self, conversation: str) -> None:
        """Erases the conversation and how often it wrote."""
        self.conversations.leave(conversation)
        self.rate.forget(conversation)

    def refused(self, code: str, *, retry_after: int = 0) -> Refused:
        """A refusal by its code in the wording."""
        return Refused(self.wording.refusals[code], retry_after=retry_after)

    async def _said(self, text: str, conversation: str, shown: Shown, seen: Triage) -> Messages:
        reply = await self.conversations.answer(text, conversation, shown.channel, easy=shown.easy, seen=seen)
        return self.layout.added(reply)

    async def _admitted(self, text: str, conversation: str, peer: str) -> Triage:
        """What is seen in a message that may be answered; raises Refused."""
        self._may_speak(conversation)
        refused = self._over_a_limit(text, conversation, peer)
        seen = await self.net.look(text)
        if refused and not (seen.is_grave or (self.unheard.take(peer) and await self.net.is_grave(seen))):
            self._note("a message was beyond a limit", refused)
            raise refused
        # It may have been left meanwhile.
        self._may_speak(conversation)
        return replace(seen, beyond=refused is not None)

    def _may_speak(self, conversation: str) -> None:
        status = self.conversations.status(conversation)
        if status == "open":
            return
        refused = self.refused(status)
        if status == "unknown":
            self._note("a conversation was asked for that is none of ours", refused)
        raise refused

    def _note(self, what: str, refused: Refused) -> None:
        """For whoever looks after it: of each kind a line a minute, of nobody."""
        self.log.warning("%s (%s)", what, refused.refusal.code)

    def _over_a_limit(self, text: str, conversation: str, peer: str) -> Refused | None:
        if not self.rate.take(conversation):
            return self.refused("too_many", retry_after=self.rate.seconds_until(conversation))
        if not self.rate_all.take(peer):
            return self.refused("busy", retry_after=self.rate_all.seconds_until())
        return self.refused("too_long") if len(text) > self.longest else None
