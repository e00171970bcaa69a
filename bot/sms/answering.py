"""The one way through for every gateway: identify, answer once, fit into texts."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.engine.expiring import ExpiringMap
from bot.engine.reply import signpost_of
from bot.engine.safety_net import Messages, SafetyNet, Seen
from bot.sms.choosing import numbers, picked
from bot.sms.idempotency import Idempotency
from bot.sms.identity import Identity, to_e164
from bot.sms.keywords import bare, keyword, nothing_said
from bot.sms.limits import Limits
from bot.sms.loops import Loops
from bot.sms.message import Answer, Inbound, Reply, Texts, Urgency
from bot.sms.segmentation.fitting import Choice, Fitted, fit
from bot.sms.wording import Wording

logger = logging.getLogger(__name__)


# Whoever is told of these is heard again, whatever the limits. Of other routes none is urgent.
GRAVE: dict[str, Urgency] = {"emergency": "emergency", "crisis": "crisis"}
IN_A_CIRCLE = "the same text came too often"
OVER_THE_RATE = "more texts than the rate allows"

Send = Callable[[Answer], Awaitable[None]]


@dataclass(frozen=True)
class _Open:
    """What may follow a reply: the rest of it, one text for each MORE, and its choices. Our own words alone."""

    more: Texts
    choices: tuple[Choice, ...]


class Answering:
    """Answers the texts of all gateways. It holds no number and nothing that anybody wrote."""

    def __init__(
        self,
        net: SafetyNet,
        wording: Wording,
        *,
        rate: int,
        rate_all: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._net = net
        self._wording = wording
        self._identity = Identity()
        self._idempotency = Idempotency(clock=clock)
        self._loops = Loops(self._identity, clock=clock)
        self._limits = Limits(rate, rate_all, clock=clock)
        self._open: ExpiringMap[_Open] = ExpiringMap(clock=clock)

    async def answer(self, inbound: Inbound, send: Send | None = None) -> Answer:
        """Never raises for anything that somebody sent.

        `send` is for gateways that fetch no reply in the response. It gets each answer once, and gets it even where the
        gateway has hung up meanwhile. What it raises is raised; it gets the same when the gateway comes again.
        """
        key = self._identity.message(inbound)
        if to_e164(inbound.sender) is None:
            logger.info("%s: a text from a sender that is no phone number was not answered", inbound.gateway)
            return Answer((), False, key)

        async def sent(reply: Reply) -> None:
            if send:
                await send(Answer(reply.texts, False, key, reply.urgency))

        reply, repeated = await self._idempotency.once(key, lambda: self._admitted(inbound), sent)
        return Answer(reply.texts, repeated, key, reply.urgency)

    def sweep(self) -> None:
        """Drops what is over time."""
        for held in (self._idempotency, self._loops, self._limits, self._open):
            held.sweep()

    async def _admitted(self, inbound: Inbound) -> Reply:
        """Little for a machine that goes round in a circle or a flood. Someone in danger is always answered."""
        person = self._identity.person(inbound.sender)
        seen = await self._net.look(inbound.text)
        beside = await self._net.look(self._loops.without_ours(person, inbound.text))
        in_danger = beside.danger is not None
        trouble = self._trouble(person, inbound.text, in_danger=in_danger)
        if trouble and not self._limits.bears_with(person, in_danger=in_danger):
            logger.warning("%s: %s", inbound.gateway, trouble)
            reply = await self._beyond(inbound, person, seen, in_a_circle=trouble == IN_A_CIRCLE)
        else:
            reply = await self._reply(inbound, person, seen)
        self._loops.said(person, reply.texts)
        return reply

    def _trouble(self, person: str, text: str, *, in_danger: bool) -> str:
        """Both are counted whatever the other says. Danger passes, but for the same words without end."""
        heard, within = self._loops.heard(person, text), self._limits.take(person)
        if heard.endless if in_danger else heard.caught:
            return IN_A_CIRCLE
        return "" if within or in_danger else OVER_THE_RATE

    async def _beyond(self, inbound: Inbound, person: str, seen: Seen, *, in_a_circle: bool) -> Reply:
        """Life and death is answered where the bot sees it without a red flag too; of the rest little is sent."""
        polite = (self._wording.too_many,)
        if in_a_circle:
            return Reply(polite) if self._limits.says_so(person, in_a_circle=True) else Reply()
        left = self._left(person)
        choice, fixed = _choice(inbound.text, left.choices, seen), self._fixed(inbound, person, seen)
        if choice and choice.payload.removeprefix("/") in GRAVE:
            return await self._reply(inbound, person, seen)
        if fixed and self._limits.gives(person, fixed):
            return Reply((fixed,))
        is_own = choice or fixed or keyword(inbound.text) == "more"
        is_own = is_own or self._is_unknown_number(inbound.text, person, left.choices, seen)
        if not is_own and (seen.is_grave or self._limits.listens_to(person)):
            messages = await self._net.answer(inbound.text, person, channel="sms", seen=seen)
            if _route(messages) in GRAVE:
                return self._sent(messages, person)
        return Reply(polite) if self._limits.says_so(person) else Reply()

    async def _reply(self, inbound: Inbound, person: str, seen: Seen) -> Reply:
        left = self._left(person)
        choice = _choice(inbound.text, left.choices, seen)
        own = () if choice else self._own_words(inbound, person, left, seen)
        if own:
            return Reply(own)
        if choice:
            # MORE keeps them open for longer than the net does.
            self._net.offered.set(person, frozenset(each.payload for each in left.choices))
            messages = await self._net.answer(choice.payload, person, channel="sms")
        else:
            messages = await self._net.answer(inbound.text, person, channel="sms", seen=seen)
        return self._sent(messages, person)

    def _sent(self, messages: Messages, person: str) -> Reply:
        urgency = GRAVE.get(_route(messages), "rest")
        self._limits.heard(person, grave=urgency != "rest")
        fitted = _fitted(messages)
        self._open.forget(person)
        self._hold(person, fitted.more, fitted.choices)
        return Reply(fitted.now, urgency)

    def _hold(self, person: str, more: Texts, choices: tuple[Choice, ...]) -> None:
        if more or choices:
            self._open.set(person, _Open(more, choices))

    def _own_words(self, inbound: Inbound, person: str, left: _Open, seen: Seen) -> Texts:
        """The line's own replies, which the bot is not asked for; nothing where it is. What was offered stays open."""
        if keyword(inbound.text) == "more":
            self._hold(person, left.more[1:], left.choices)
            return left.more[:1] or (self._wording.no_more,)
        fixed = self._fixed(inbound, person, seen)
        if fixed:
            return (fixed,)
        return (self._wording.which,) if self._is_unknown_number(inbound.text, person, left.choices, seen) else ()

    def _fixed(self, inbound: Inbound, person: str, seen: Seen) -> str:
        """The same for everybody, whatever was said before; empty where it is not asked for.

        Where it was about life and death, and with danger below it, more than the bare word is for the bot.
        """
        if nothing_said(inbound.text):
            return self._wording.no_words if inbound.wordless else self._wording.empty
        fixed = {"stop": self._wording.stop, "help": self._wording.help}
        text = fixed.get(keyword(inbound.text, strictly=self._limits.is_grave(person)) or "", "")
        return "" if text and seen.danger else text

    def _is_unknown_number(self, text: str, person: str, choices: tuple[Choice, ...], seen: Seen) -> bool:
        """A small number alone is a choice, and this one is not open: nobody is asked for a number here.

        Where the last reply was about life and death and offered none, it may be how many were taken.
        """
        if not choices and self._limits.is_grave(person) and not _is_digit(text):
            return False
        return bool(numbers(text, open_list=bool(choices))) and not seen.danger

    def _left(self, person: str) -> _Open:
        return self._open.get(person) or _Open((), ())


def _choice(text: str, choices: tuple[Choice, ...], seen: Seen) -> Choice | None:
    """HELP and STOP are that, also where a choice begins with them. "Help me" may be a choice."""
    if not choices:
        return None
    word = keyword(text)
    if word and not (word == "help" and " " in bare(text)):
        return None
    return picked(text, choices, loosely=seen.danger is None)


def _is_digit(text: str) -> bool:
    return len(bare(text)) == 1


def _route(messages: Messages) -> str:
    return signpost_of(messages).route


def _fitted(messages: Messages) -> Fitted:
    """The last border: whatever is wrong with the fitting, the person gets the words."""
    try:
        fitted = fit(messages)
    except Exception as error:  # noqa: BLE001 - nobody is left without a reply
        logger.error("%s while fitting a reply: it is sent as it is", type(error).__name__)
        fitted = Fitted((), (), ())
    if fitted.now:
        return fitted
    return Fitted(tuple(message["text"] for message in messages if message.get("text")), (), ())
