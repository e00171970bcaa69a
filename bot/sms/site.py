"""The text channel put together: one way through, and an address for each gateway that is set up."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from functools import partial
from typing import Any

from sanic import Blueprint

from bot.channels import Around, Channel, Open
from bot.sms import wording
from bot.sms.answering import Answering
from bot.sms.gateways import android, kannel, rapidpro, twilio
from bot.sms.gateways.gammu import GammuInbox
from bot.sms.outbox import Outbox
from bot.sms.settings import SmsSettings


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(SmsChannel, SmsSettings.read(found))


class SmsChannel(Channel):
    """Without a gateway it holds nothing, and the addresses are as if they had never been there."""

    def __init__(self, settings: SmsSettings, around: Around) -> None:
        self._settings = settings
        self._outbox = Outbox()
        self._phone_clock = android.PhoneClock()
        self._net = around.net
        self._answering: Answering | None = None
        if settings.gateways:
            said = wording.load(around.directory.path)
            self._answering = Answering(around.net, said, rate=settings.rate, rate_all=settings.rate_all)

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
        if self._answering is None or self._settings.gammu is None:
            return []
        inbox = GammuInbox(self._answering, self._settings.gammu, is_loaded=lambda: self._net.agent is not None)
        return [inbox.run()]

    def problems(self) -> Iterable[str]:
        return filter(None, [self._phone_clock.problem, self._outbox.problem])

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        for gateway in self._settings.gateways:
            if gateway != "gammu":
                yield "Texts", f"{base}/webhooks/sms/{gateway}"
        if self._settings.gammu:
            yield "Texts", str(self._settings.gammu.folder)

    async def close(self) -> None:
        # Whoever was still being answered may have had a text to send.
        await self._outbox.close()
