"""Around the agent: whatever fails or hangs, the person is answered, and an emergency gets 999."""

from __future__ import annotations

import asyncio
import logging
import math
import re
import time
import weakref
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from actions.replies.plan import ENGLISH
from bot.engine.arrival import arrival
from bot.engine.aside import Aside
from bot.engine.daemon import in_daemon
from bot.engine.expiring import ExpiringMap
from bot.engine.lanes import Lane, TooLate, Turns
from bot.engine.last_resort import LastResort
from bot.engine.reply import buttons, is_whole, marked, signpost_of, with_last_words
from bot.engine.triage import BEYOND, Triage, is_lesser
from bot.state.state import Codec, Memory, State
from bot.understanding.first_sight import FirstSight, first_sight
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import Assessment

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

logger = logging.getLogger(__name__)

LONGEST_WAIT = 5.0
# By then nobody knows whether it is an emergency, and the card that they get begins with 999.
LONGEST_LOOK = 5.0
# Whoever is in danger has the red flags' own card by then.
LONGEST_WAIT_IN_DANGER = 1.5
# A turn that has less left of its time is not begun: most would be given up half made, and those behind them too.
LEAST_LEFT = 0.5
# Whoever waited elsewhere before has as long as this here, so that they are answered and not only given a card.
LEAST_HERE = 1.0
# Whoever would be refused waits no longer to be understood.
LONGEST_WAIT_UNHEARD = 1.0
# An empty message has no features to classify; Rasa takes an intent by name after a slash.
NOTHING_SAID = "/nlu_fallback"
# With the white space between them, since Rasa strips that before it looks for a slash.
SLASHES = re.compile(r"^[/\s]+")
GRAVE = frozenset({"emergency", "crisis"})
# What cannot be looked at may be anything.
UNKNOWN = Danger("unknown", "none", sure=True)

Messages = list[dict[str, Any]]
# What a channel sends along with a message.
Beside = Mapping[str, Any]
# A message's intent among other things, as Rasa gives it.
Understand = Callable[[str], Awaitable[Mapping[str, Any]]]


class NoteDanger(Protocol):
    """`lesser`: where memory is full, nobody else is pushed out."""

    def __call__(self, sender_id: str, danger: Danger, *, lesser: bool) -> None: ...


class MessageHandler(Protocol):
    """What the net needs of an agent."""

    async def handle_message(self, message: UserMessage) -> Any: ...


@dataclass
class SafetyNet:
    """Answers every message of every channel. `agent` is None until the model is loaded, and where it cannot be.

    `understand` says what a message means without answering it, and `note_danger` remembers of a conversation that
    somebody in danger got the card; both come with the agent. `turns` counts what was answered, `cards` how often with
    the card of last resort. `state` is what is remembered, of which `offered` is a part. Not `hurried`, a turn takes as
    long as it takes: where the understanding is measured, and nobody waits.
    """

    last_resort: LastResort
    agent: MessageHandler | None = None
    understand: Understand | None = None
    note_danger: NoteDanger | None = None
    turns: int = 0
    cards: int = 0
    state: State = field(default_factory=Memory)
    hurried: bool = True
    offered: ExpiringMap[frozenset[str]] = field(init=False)
    _locks: weakref.WeakValueDictionary[str, asyncio.Lock] = field(default_factory=weakref.WeakValueDictionary)
    _looking: Aside = field(default_factory=lambda: Aside("red flags"))
    _turns: Turns = field(default_factory=Turns)
    _warming: asyncio.Future[FirstSight] | None = None

    def __post_init__(self) -> None:
        self.offered = self.state.map("offered", Codec(sorted, frozenset), spares_old=True)

    async def warm_up(self) -> None:
        """Reads the rules: a second's work, or many on a slow machine. Messages wait for it, and it is no hanging."""
        self._warming = asyncio.ensure_future(in_daemon(partial(first_sight, ""), "red flags"))
        try:
            # A stop ends this wait alone: whoever has written until then still gets an answer.
            await asyncio.shield(self._warming)
        except Exception as error:  # noqa: BLE001 - each message finds the same, and its card names 999
            logger.error("%s in the red flags", type(error).__name__)
        finally:
            self._warming = None

    async def look(self, text: str) -> Triage:
        """What a message as it was typed is about at first sight. Never raises; short ones are looked at first."""
        here = arrival()
        try:
            async with asyncio.timeout(LONGEST_LOOK if self.hurried else None):
                if self._warming:
                    await asyncio.shield(self._warming)
                sight = await self._looking.run(partial(first_sight, text), rank=float(len(text)))
        except TimeoutError:
            return Triage(None, here.came, read=here.read)
        except Exception as error:  # noqa: BLE001 - even a broken rule file must not leave somebody without a card
            logger.error("%s in the red flags", type(error).__name__)
            return Triage(FirstSight("", Assessment(UNKNOWN)), here.came, read=here.read)
        return Triage(sight, here.came, read=here.read)

    async def answer(
        self,
        text: str,
        sender_id: str,
        *,
        channel: str,
        places: Mapping[str, str] | None = None,
        easy: bool = False,
        seen: Triage | None = None,
    ) -> Messages:
        """The reply, never empty, its signpost last; within LONGEST_WAIT seconds and a moment.

        `places` are where things stand around the person, by their placeholders in the wording; `easy` asks for the
        reply in shorter sentences too. `seen` is what `look` gave, where the message has been looked at before.
        """
        seen = seen or await self.look(text)
        beside = {**({"places": dict(places)} if places else {}), **({"easy": True} if easy else {})}
        async with self.state.turn(sender_id):
            messages = marked(await self._answered(seen, sender_id, channel, beside), self.last_resort.unreviewed)
        is_emergency = signpost_of(messages).is_emergency
        if self.last_resort.forgetful and not is_emergency and self.state.forgot(sender_id):
            return with_last_words(messages, self.last_resort.forgetful)
        return messages

    async def _answered(self, seen: Triage, sender_id: str, channel: str, beside: Beside) -> Messages:
        messages = await self._in_time(seen, sender_id, channel, beside)
        lesser = is_lesser(channel, beyond=seen.beyond)
        self.turns += 1
        if not is_whole(messages):
            self.cards += 1
            language = seen.danger.language if seen.danger else ENGLISH
            if seen.danger and self.note_danger:
                self.note_danger(sender_id, seen.danger, lesser=lesser)
            messages = self.last_resort.messages(sender_id, emergency=seen.danger is not None, language=language)
        self._offer(sender_id, messages, lesser=lesser)
        return messages

    async def is_grave(self, seen: Triage) -> bool:
        """Whether somebody is in danger or despair, also in words that only the classifier knows. Never raises."""
        if seen.is_grave:
            return True
        left = seen.at + LONGEST_WAIT_UNHEARD - time.monotonic()
        if self.understand is None or seen.sight is None or left <= 0:
            return False
        try:
            async with asyncio.timeout(left), self._turns.place(Lane.UNHEARD, behind=seen.stands):
                meant = await self.understand(self._as_text(seen.sight.plain))
        except TimeoutError:
            return False
        except Exception as error:  # noqa: BLE001 - then it is refused, in words that name 999
            logger.warning("%s while looking whether a message may be refused", type(error).__name__)
            return False
        return (meant.get("intent") or {}).get("name") in GRAVE

    async def _in_time(self, seen: Triage, sender_id: str, channel: str, beside: Beside) -> Messages:
        longest = LONGEST_WAIT_IN_DANGER if seen.danger else LONGEST_WAIT
        if not self.hurried:
            longest = math.inf
        ends = max(seen.at + longest, seen.read + LEAST_HERE)
        try:
            left = ends - time.monotonic()
            # What waited elsewhere for too long is not begun: most of it would be given up half made.
            if not seen.danger and left < LEAST_LEFT:
                raise TooLate
            async with asyncio.timeout(max(0.0, left) if self.hurried else None):
                return await self._ask(seen, sender_id, channel, beside, until=ends - LEAST_LEFT)
        except TimeoutError:
            logger.error("no answer within %s s: the last-resort card was given", longest)
        except Exception as error:  # noqa: BLE001 - the last border: nobody is left without a reply
            logger.error("%s while answering: the last-resort card was given", type(error).__name__)
        return []

    async def _ask(self, seen: Triage, sender_id: str, channel: str, beside: Beside, *, until: float) -> Messages:
        if self.agent is None or seen.sight is None:
            return []
        # Not before there is an agent: the port answers while Rasa, which takes a second or two, is imported beside it.
        from rasa.core.channels.channel import CollectingOutputChannel

        from bot.understanding.situated import SeenMessage

        text = self._as_text_or_offer(seen.sight.plain, sender_id)
        output = CollectingOutputChannel()
        metadata = {**beside, BEYOND: True} if seen.beyond else dict(beside) or None
        lock = self._locks.setdefault(sender_id, asyncio.Lock())
        async with lock, self._turns.place(seen.lane, behind=seen.stands, until=until):
            message = SeenMessage(text, output, sender_id, input_channel=channel, metadata=metadata)
            message.sight = seen.sight
            await self.agent.handle_message(message)
        return list(output.messages)

    def _as_text_or_offer(self, text: str, sender_id: str) -> str:
        """A leading slash is a command to Rasa: it stays only on a button that this conversation was just offered."""
        return text if text in (self.offered.get(sender_id) or ()) else self._as_text(text)

    def _as_text(self, text: str) -> str:
        return SLASHES.sub("", text) or NOTHING_SAID

    def _offer(self, sender_id: str, messages: Messages, *, lesser: bool) -> None:
        payloads = {button.get("payload", "") for button in buttons(messages)}
        if payloads:
            self.offered.set(sender_id, frozenset(payloads), lesser=lesser)
        else:
            self.offered.forget(sender_id)

    def forget(self, sender_id: str) -> None:
        """Erases what the net holds of a conversation."""
        self.offered.forget(sender_id)
