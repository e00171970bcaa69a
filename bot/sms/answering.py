"""The one way through for every gateway, from top to bottom; the numbers are those of the drawing in docs/sms.md.

Nothing that holds somebody's words outlives their answer.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Literal

from bot.engine.error_place import place_of
from bot.engine.expiring import HALF_AN_HOUR
from bot.engine.rates import A_MINUTE, Bucket
from bot.engine.reply import signpost_of
from bot.engine.safety_net import Messages, SafetyNet
from bot.sms.handed_over import HandedOver, Send
from bot.sms.identity import Identity, to_e164
from bot.sms.message import WATCHED, About, Answer, Inbound, Reply, Texts, Urgency
from bot.sms.person import MOST_PEOPLE, TEN_MINUTES, Limit, Open, People, Person, squeezed
from bot.sms.reading import FIXED, ReadText, read
from bot.sms.remembering import dumped, loaded
from bot.sms.segmentation.fitting import Fitted, fit
from bot.sms.segmentation.septets import parts
from bot.sms.wording import SmsWording, endings
from bot.state.state import Codec

logger = logging.getLogger(__name__)

# So often a minute somebody in danger or despair is heard beyond every limit, and so often the bot is asked about a
# text beyond the rate, in case it is of life and death by what was said before. By its own words each of them is.
GRAVE_A_MINUTE, BEYOND_A_MINUTE = 1, 6
# The polite text is short and made at once: so many times as many as whole answers may be told so.
POLITE = 10
# What the bot takes for a wish to begin anew.
MENU = "/start_again"
# Whoever is told of these is heard again, whatever the limits. Of other routes none is urgent.
GRAVE: dict[str, Urgency] = {"emergency": "emergency", "crisis": "crisis"}

Trouble = Literal[
    "the same text came too often", "more texts than the rate allows", "more texts in all than the rate allows"
]


class Answering:
    """Answers the texts of all gateways. It holds no number and nothing that anybody wrote."""

    def __init__(
        self,
        net: SafetyNet,
        wording: SmsWording,
        *,
        rate: int,
        rate_all: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._net = net
        self._wording = wording
        self._state = state = net.state
        self._identity = Identity(state.keys.people)
        limits: dict[Limit, int] = {"texts": rate, "grave": GRAVE_A_MINUTE, "beyond": BEYOND_A_MINUTE}
        people = Codec(dumped, lambda found: loaded(found, limits, clock))
        known = state.map("person", people, limit=MOST_PEOPLE, spares_old=True, clock=clock)
        self._people = People(limits, known, clock=clock)
        self._rate_all = Bucket(rate_all, clock=clock)
        # A flood from ever new numbers would otherwise be told so, each of them once, and keep the bot busy.
        self._polite, self._beyond_all = Bucket(POLITE * rate_all, clock=clock), Bucket(rate_all, clock=clock)
        self._handed_over = HandedOver(state, clock=clock)

    async def answer(self, inbound: Inbound, send: Send | None = None) -> Answer:
        """1. Who. Never raises for anything that somebody sent.

        `send` is for gateways that fetch no reply in the response. It calls `goes_out` where another worker would send
        what is left of it.
        """
        key = self._identity.message(inbound)
        if to_e164(inbound.sender) is None:
            logger.info("%s: a text from a sender that is no phone number was not answered", inbound.gateway)
            return Answer((), False, key)
        return await self._handed_over.answer(key, partial(self._admitted, inbound), send)

    def goes_out(self, key: str) -> None:
        """The answer with this key lies in the outbox: what others hear of it from now on is that it was sent."""
        self._handed_over.goes_out(key)

    def is_ours(self, inbound: Inbound) -> bool:
        """Whether one of our own last texts to that person stands in it."""
        person = self._people.who(self._identity.person(inbound.sender))
        return person.without_ours(inbound.text) != squeezed(inbound.text)

    async def _admitted(self, inbound: Inbound) -> Reply:
        try:
            async with self._state.turn(self._identity.person(inbound.sender)):
                return await self._admit(inbound)
        except Exception as error:  # noqa: BLE001 - the last border: a gateway that is told of an error gives the text up
            logger.error("%s while a text was answered, %s: it gets the card", type(error).__name__, place_of(error))
        is_danger = (await self._net.look(inbound.text)).danger is not None
        card = self._net.last_resort.messages("", emergency=is_danger)
        return Reply(_fitted(card).now, "emergency" if is_danger else "rest")

    async def _admit(self, inbound: Inbound) -> Reply:
        """3 to 5. Little for a machine that goes round and for a flood. Someone in danger is always answered."""
        person = self._people.who(self._identity.person(inbound.sender))
        text = await self._read(inbound, person)
        trouble = self._trouble(person, text)
        if trouble and not self._is_heard_beyond(person, text, trouble):
            logger.warning("%s: %s", inbound.gateway, trouble)
            reply = await self._beyond(inbound, person, text, trouble)
        elif _is_rest(inbound, person) and not await self._net.is_grave(text.seen):
            reply = Reply()
        else:
            reply = await self._within(inbound, person, text)
        person.note_said(reply.texts)
        return reply

    async def _read(self, inbound: Inbound, person: Person) -> ReadText:
        """Once. The red flags look again only where the text holds words of ours, at what stands beside them."""
        seen, beside = await self._net.look(inbound.text), person.without_ours(inbound.text)
        holds_ours = beside != squeezed(inbound.text)
        is_grave = (await self._net.look(beside)).is_grave if holds_ours else seen.is_grave
        return read(inbound, person, beside, seen, is_grave=is_grave)

    def _trouble(self, person: Person, text: ReadText) -> Trouble | None:
        """3 and 4, both counted in any case. Life and death passes, but for the same words without end."""
        count = person.counts(self._identity.seal(text.alike, person.key))
        is_within = person.takes("texts")
        are_within = is_within and self._rate_all.take()
        if count > text.most_alike:
            return "the same text came too often"
        if are_within or text.is_grave:
            return None
        return "more texts in all than the rate allows" if is_within else "more texts than the rate allows"

    def _is_heard_beyond(self, person: Person, text: ReadText, trouble: Trouble) -> bool:
        """A machine that names 999 is not: it would come back each time."""
        is_circle = trouble == "the same text came too often" and text.is_machines
        return not is_circle and person.is_heard_beyond(is_grave=text.is_grave)

    async def _beyond(self, inbound: Inbound, person: Person, text: ReadText, trouble: Trouble) -> Reply:
        """5. Life and death is answered where the bot sees it without a red flag too; of the rest little is sent."""
        if trouble == "the same text came too often":
            # A machine that goes round answers that too.
            return self._politely(person, "too_many", "told in a circle", TEN_MINUTES)
        if text.choice and text.choice.payload.removeprefix("/") in GRAVE:
            return await self._within(inbound, person, text)
        if text.own in FIXED and person.once(f"given {text.own}", HALF_AN_HOUR):
            return self._own(person, text.own)
        if not text.choice and not text.own and await self._may_be_grave(person, text):
            messages = await self._net.answer(inbound.text, person.key, channel="sms", seen=text.seen)
            if signpost_of(messages).route in GRAVE:
                self._people.keep(person)
                return _sent(messages, person)
        is_own_fault = trouble == "more texts than the rate allows"
        return self._politely(person, "too_many" if is_own_fault else "busy", "told", A_MINUTE)

    async def _may_be_grave(self, person: Person, text: ReadText) -> bool:
        """Where the bot has been asked in full often enough, by what the words mean by themselves."""
        is_heard = person.takes("beyond") and self._beyond_all.take()
        return is_heard or await self._net.is_grave(text.seen)

    def _politely(self, person: Person, name: str, told: str, seconds: float) -> Reply:
        """One text that says so, then silence until it has been quiet for so long."""
        return self._own(person, name) if person.becomes(told, seconds) and self._polite.take() else Reply()

    def _own(self, person: Person, name: str) -> Reply:
        """One of the line's own texts, by its name in the wording."""
        return Reply((getattr(self._wording.after(person.about, is_watched=person.is_watched), name),))

    async def _within(self, inbound: Inbound, person: Person, text: ReadText) -> Reply:
        """6. What: a choice, the line's own words, or whatever the bot says. The line's own leave open what was."""
        self._people.keep(person)
        payload = text.choice.payload if text.choice else MENU if text.own == "menu" else None
        if payload:
            # MORE keeps choices open for longer than the net does, and MENU is always one.
            self._net.offered.set(person.key, frozenset({payload}))
            return _sent(await self._net.answer(payload, person.key, channel="sms"), person)
        if text.own == "more":
            more, choices = person.open.more, person.open.choices
            person.leave_open(Open(more[1:], choices))
            return Reply(more[:1]) if more else self._own(person, "no_more" if person.about else "forgotten")
        if text.own:
            return self._own(person, text.own)
        return _sent(await self._net.answer(inbound.text, person.key, channel="sms", seen=text.seen), person)


def _is_rest(inbound: Inbound, person: Person) -> bool:
    """Whether it belongs to a long text of which another piece was heard: a lost one does not make many answers."""
    return bool(inbound.piece_of) and not person.becomes(f"piece of {inbound.piece_of} heard", TEN_MINUTES)


def _sent(messages: Messages, person: Person) -> Reply:
    signpost = signpost_of(messages)
    urgency = GRAVE.get(signpost.route, "rest")
    about = About(urgency, tuple(signpost.services))
    person.note_answered(about, is_watched=signpost.route in WATCHED)
    fitted = _fitted(messages)
    person.leave_open(Open(fitted.more, fitted.choices))
    return Reply(_with_menu(fitted, about, person), urgency)


def _with_menu(fitted: Fitted, about: About, person: Person) -> Texts:
    """How to come by the choices of the start, once in a conversation, below a calm reply that leaves room for it."""
    *earlier, last = fitted.now
    longer = f"{last}\n{endings().menu}"
    ends = about.services and about.urgency == "rest" and not fitted.more and not fitted.choices
    if not ends or parts(longer) > parts(last) or not person.once("told of the menu", HALF_AN_HOUR):
        return fitted.now
    return (*earlier, longer)


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
