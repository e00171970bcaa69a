"""The text channel put together: one way through, and an address for each gateway that is set up."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from sanic import Blueprint

from bot.engine.safety_net import SafetyNet
from bot.sms import wording
from bot.sms.answering import Answering
from bot.sms.gateways import android, kannel, rapidpro, twilio
from bot.sms.gateways.gammu import GammuInbox
from bot.sms.outbox import Outbox
from bot.sms.settings import SmsSettings


class Site:
    """Without a gateway it holds nothing, and the addresses are as if they had never been there.

    `directory` is the built file, from which its own sentences take their numbers.
    """

    def __init__(self, settings: SmsSettings, net: SafetyNet, directory: Path) -> None:
        self._settings = settings
        self._outbox = Outbox()
        self._phone_clock = android.PhoneClock()
        self._net = net
        self._answering: Answering | None = None
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
            found.append(kannel.blueprint(answering, self._outbox, settings.kannel))
        if settings.twilio:
            found.append(twilio.blueprint(answering, settings.twilio))
        if settings.android:
            found.append(android.blueprint(answering, self._outbox, settings.android, self._phone_clock))
        if settings.rapidpro:
            found.append(rapidpro.blueprint(answering, self._outbox, settings.rapidpro))
        return found

    def endless(self) -> list[Coroutine[Any, Any, None]]:
        """What runs beside the addresses, until it is cancelled."""
        if self._answering is None or self._settings.gammu is None:
            return []
        inbox = GammuInbox(self._answering, self._settings.gammu, is_loaded=lambda: self._net.agent is not None)
        return [inbox.run()]

    @property
    def problem(self) -> str | None:
        """Why texts are not answered, for whoever looks after it."""
        return self._phone_clock.problem

    async def close(self) -> None:
        """Gives the replies that are on their way a last moment."""
        await self._outbox.close()
