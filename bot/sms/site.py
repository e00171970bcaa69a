"""The text channel put together: one way through, and an address for each gateway that is set up."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from sanic import Blueprint

from bot.engine.safety_net import SafetyNet
from bot.sms import wording
from bot.sms.answering import Answering
from bot.sms.gateway_health import GatewayHealth, Standing
from bot.sms.gateways import android, kannel, rapidpro, twilio
from bot.sms.gateways.gammu import GammuInbox
from bot.sms.held import Held
from bot.sms.outbox import Call, Outbox
from bot.sms.settings import SmsSettings


class Site:
    """Without a gateway it holds nothing, and the addresses are as if they had never been there.

    `directory` is the built file, from which its own sentences take their numbers.
    """

    def __init__(self, settings: SmsSettings, net: SafetyNet, directory: Path) -> None:
        self._settings = settings
        self._health = GatewayHealth(_asks(settings))
        self.outbox = Outbox(note=self._health.note)
        self._phone_clock = android.PhoneClock()
        self._net = net
        self._answering: Answering | None = None
        self._inbox: GammuInbox | None = None
        if settings.gateways:
            said = wording.load(directory)
            self._answering = Answering(net, said, rate=settings.rate, rate_all=settings.rate_all)

    def blueprints(self) -> list[Blueprint]:
        """What the server adds to its addresses."""
        answering, settings = self._answering, self._settings
        if answering is None:
            return []
        found = []
        if settings.kannel:
            found.append(kannel.blueprint(answering, self.outbox, settings.kannel))
        if settings.twilio:
            found.append(twilio.blueprint(answering, settings.twilio))
        if settings.android:
            found.append(android.blueprint(answering, self.outbox, settings.android, self._phone_clock))
        if settings.rapidpro:
            found.append(rapidpro.blueprint(answering, self.outbox, settings.rapidpro))
        return found

    def endless(self, place: str, *, alone: bool) -> list[Coroutine[Any, Any, None]]:
        """What runs beside the addresses, until it is cancelled. `alone` is for what only one worker may do."""
        if self._answering is None:
            return []
        found = [self._health.run(self.outbox.ask)]
        if self._net.state.is_shared:
            held = Held(self._net.state, place)
            self.outbox.keep = held.keep
            found.append(held.run(self.outbox.waiting, self.outbox.resume))
        if self._settings.gammu and alone:
            self._inbox = GammuInbox(self._answering, self._settings.gammu, is_loaded=self._is_loaded)
            found.append(self._inbox.run())
        return found

    def _is_loaded(self) -> bool:
        return self._net.agent is not None

    @property
    def problems(self) -> tuple[str, ...]:
        """Why texts are not answered, for whoever looks after it."""
        found = (self._phone_clock.problem, *self._health.problems, self._inbox.problem if self._inbox else None)
        return tuple(filter(None, found))

    @property
    def gateways(self) -> dict[str, Standing]:
        """How each that is set up stands. "unknown" is one that is never called, or was not yet."""
        return {name: self._standing(name) for name in self._settings.gateways}

    def _standing(self, gateway: str) -> Standing:
        if gateway == "gammu":
            return "down" if self._inbox and self._inbox.problem else "ok"
        if gateway == "android" and self._phone_clock.problem:
            return "refused"
        return self._health.standing(gateway)

    async def close(self) -> None:
        """Gives the replies that are on their way a last moment."""
        await self.outbox.close()


def _asks(settings: SmsSettings) -> dict[str, Call]:
    found = {}
    if settings.kannel and settings.kannel.sendsms:
        found[kannel.GATEWAY] = kannel.ask(settings.kannel.sendsms)
    if settings.android:
        found[android.GATEWAY] = android.ask(settings.android)
    return found
