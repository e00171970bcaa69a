"""The one way through for every gateway: identify, answer once, fit into texts."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.engine.expiring import ExpiringMap
from bot.engine.safety_net import Messages, SafetyNet
from bot.sms.choosing import number, picked
from bot.sms.fitting import Choice, Fitted, fit
from bot.sms.identity import Identity, dialled
from bot.sms.inbound import Inbound
from bot.sms.keywords import keyword, nothing_said
from bot.sms.limits import Limits
from bot.sms.loops import Loops
from bot.sms.redelivery import Redelivery, Texts
from bot.sms.wording import Wording

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What to send, in order; nothing where nothing can or should be sent.

    `repeated` is an answer that was given before: it goes into a response again, and is never sent a second time.
    `key` stands for the message; it is the same for both, and says nothing about anybody.
    """

    texts: Texts
    repeated: bool
    key: str


LAST_DIGIT = 9
# Whoever is told of these is heard again, whatever the limits.
GRAVE = frozenset({"emergency", "crisis"})
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
        self._redelivery = Redelivery(clock=clock)
        self._loops = Loops(self._identity, clock=clock)
        self._limits = Limits(rate, rate_all, clock=clock)
        self._open: ExpiringMap[_Open] = ExpiringMap(clock=clock)

    async def answer(self, inbound: Inbound, send: Send | None = None) -> Answer:
        """Never raises for anything that somebody sent.

        `send` is for gateways that fetch no reply in the response. It gets each answer once, and gets it even where the
        gateway has hung up meanwhile.
        """
        key = self._identity.message(inbound)
        if dialled(inbound.sender) is None:
            logger.info("%s: a text from a sender that is no phone number was not answered", inbound.gateway)
            return Answer((), False, key)

        async def made() -> Texts:
            texts = await self._admitted(inbound)
            if send:
                await send(Answer(texts, False, key))
            return texts

        texts, repeated = await self._redelivery.once(key, made)
        return Answer(texts, repeated, key)

    def sweep(self) -> None:
        """Drops what is over time."""
        for held in (self._redelivery, self._loops, self._limits, self._open):
            held.sweep()

    async def _admitted(self, inbound: Inbound) -> Texts:
        """Little for a machine that goes round in a circle or a flood. Someone in danger is always answered."""
        person = self._identity.person(inbound.sender)
        in_danger = self._net.danger(self._loops.without_ours(person, inbound.text)) is not None
        trouble = self._trouble(person, inbound.text)
        if trouble and not in_danger and not self._limits.bears_with(person):
            logger.warning("%s: %s", inbound.gateway, trouble)
            texts = await self._beyond(inbound, person, listens=trouble == OVER_THE_RATE)
        else:
            texts = await self._reply(inbound, person)
        self._loops.said(person, texts)
        return texts

    def _trouble(self, person: str, text: str) -> str:
        """Both are counted whatever the other says."""
        caught, within = self._loops.is_caught(person, text), self._limits.take(person)
        if caught:
            return "the same text came too often"
        return "" if within else OVER_THE_RATE

    async def _beyond(self, inbound: Inbound, person: str, *, listens: bool) -> Texts:
        """Life and death is answered where the bot sees it without a red flag too; of the rest nothing is sent."""
        if listens and self._limits.listens_to(person):
            messages = await self._net.answer(inbound.text, person, channel="sms")
            if _route(messages) in GRAVE:
                return self._sent(messages, person)
        return (self._wording.too_many,) if self._limits.says_so(person) else ()

    async def _reply(self, inbound: Inbound, person: str) -> Texts:
        left = self._open.get(person) or _Open((), ())
        # HELP is HELP, also where a choice begins with it.
        choice = None if keyword(inbound.text) else picked(inbound.text, left.choices)
        own = () if choice else self._own_words(inbound, person, left)
        if own:
            return own
        if choice:
            # MORE keeps them open for longer than the net does.
            self._net.offered.set(person, frozenset(each.payload for each in left.choices))
        messages = await self._net.answer(choice.payload if choice else inbound.text, person, channel="sms")
        return self._sent(messages, person)

    def _sent(self, messages: Messages, person: str) -> Texts:
        self._limits.heard(person, grave=_route(messages) in GRAVE)
        fitted = _fitted(messages)
        self._open.forget(person)
        self._hold(person, fitted.more, fitted.choices)
        return fitted.now

    def _hold(self, person: str, more: Texts, choices: tuple[Choice, ...]) -> None:
        if more or choices:
            self._open.set(person, _Open(more, choices))

    def _own_words(self, inbound: Inbound, person: str, left: _Open) -> Texts:
        """The line's own replies, which the bot is not asked for; nothing where it is. What was offered stays open."""
        word = keyword(inbound.text)
        if word == "more":
            self._hold(person, left.more[1:], left.choices)
            return left.more[:1] or (self._wording.no_more,)
        if nothing_said(inbound.text):
            return (self._wording.no_words if inbound.wordless else self._wording.empty,)
        if word is not None:
            return (self._wording.stop if word == "stop" else self._wording.help,)
        return self._unknown_number(inbound.text)

    def _unknown_number(self, text: str) -> Texts:
        """A digit alone is a choice, and this one is not open: nobody is asked for a number here. Two may be an age."""
        wanted = number(text)
        if wanted is None or wanted > LAST_DIGIT or self._net.danger(text):
            return ()
        return (self._wording.which,)


def _route(messages: Messages) -> str:
    signpost = (messages[-1].get("custom") or {}).get("signpost") or {} if messages else {}
    return str(signpost.get("route", ""))


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
