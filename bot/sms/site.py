"""The text channel put together: one way through, and an address for each gateway that is set up."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from functools import partial
from typing import Any

from sanic import Blueprint

from bot.channels import Around, Channel, Open
from bot.metrics import Gauged
from bot.sms import wording
from bot.sms.answering import Answering
from bot.sms.gateway_health import GatewayHealth, GatewayState
from bot.sms.gateways import android, kannel, rapidpro, twilio
from bot.sms.gateways.gammu import GammuInbox
from bot.sms.held import HeldReplies
from bot.sms.outbox import Call, Outbox
from bot.sms.settings import SmsSettings


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(SmsChannel, SmsSettings.read(found))


class SmsChannel(Channel):
    """Without a gateway it holds nothing, and the addresses are as if they had never been there."""

    def __init__(self, settings: SmsSettings, around: Around) -> None:
        self._settings = settings
        self._health = GatewayHealth(_asks(settings))
        self._outbox = Outbox(note=self._health.note)
        self._phone_clock = android.PhoneClock()
        self._net, self._place = around.net, around.place
        self._inbox: GammuInbox | None = None
        self._answering: Answering | None = None
        if settings.gateways:
            said = wording.load(around.directory.path)
            rate_all = max(1, settings.rate_all // around.place.many)
            self._answering = Answering(around.net, said, rate=settings.rate, rate_all=rate_all)

    def blueprints(self) -> Iterable[Blueprint]:
        answering, settings = self._answering, self._settings
        if answering is None:
            return []
        found = []
        if settings.kannel:
            found.append(kannel.blueprint(answering, self._outbox, settings.kannel))
        if settings.twilio:
            found.append(twilio.blueprint(answering, settings.twilio))
        if settings.android:
            found.append(android.blueprint(answering, self._outbox, settings.android, self._phone_clock))
        if settings.rapidpro:
            found.append(rapidpro.blueprint(answering, self._outbox, settings.rapidpro))
        return found

    def background(self) -> Iterable[Coroutine[Any, Any, None]]:
        if self._answering is None:
            return
        yield self._health.run(self._outbox.ask)
        if self._net.state.is_shared:
            held = HeldReplies(self._net.state, self._place.name)
            self._outbox.keep = held.keep
            yield held.run(self._outbox.waiting, self._outbox.resume)
        if self._settings.gammu and self._place.is_first:
            self._inbox = GammuInbox(self._answering, self._settings.gammu, is_loaded=self._is_loaded)
            yield self._inbox.run()

    def _is_loaded(self) -> bool:
        return self._net.agent is not None

    def problems(self) -> Iterable[str]:
        found = (self._phone_clock.problem, *self._health.problems, self._inbox.problem if self._inbox else None)
        return filter(None, found)

    def gateways(self) -> Mapping[str, GatewayState]:
        """ "unknown" is one that is never called, or was not yet."""
        return {name: self._state(name) for name in self._settings.gateways}

    def _state(self, gateway: str) -> GatewayState:
        if gateway == "gammu":
            return "down" if self._inbox and self._inbox.problem else "ok"
        if gateway == "android" and self._phone_clock.problem:
            return "refused"
        return self._health.state(gateway)

    def readings(self) -> Iterable[Gauged]:
        outbox = self._outbox
        yield Gauged("signpost_replies_on_their_way", "Replies on their way to a gateway.", outbox.on_their_way)
        yield Gauged("signpost_texts_lost", "Messages to gateways that were given up.", outbox.lost, "counter")
        for gateway, state in self.gateways().items():
            yield Gauged(
                "signpost_gateway_up",
                "0 where a gateway cannot be used; 1 where nothing speaks against it.",
                float(state in ("ok", "unknown")),
                label=("gateway", gateway),
            )

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        for gateway in self._settings.gateways:
            if gateway != "gammu":
                yield "Texts", f"{base}/webhooks/sms/{gateway}"
        if self._settings.gammu:
            yield "Texts", str(self._settings.gammu.folder)

    async def close(self) -> None:
        # Whoever was still being answered may have had a text to send.
        await self._outbox.close()


def _asks(settings: SmsSettings) -> dict[str, Call]:
    found = {}
    if settings.kannel and settings.kannel.sendsms:
        found[kannel.GATEWAY] = kannel.ask(settings.kannel.sendsms)
    if settings.android:
        found[android.GATEWAY] = android.ask(settings.android)
    return found
