"""The text channel put together: one way through, and an address for each gateway that is set up."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping
from functools import partial
from typing import Any

from sanic import Blueprint

from bot.channels import Around, Channel, Open
from bot.metrics import Gauged
from bot.sms import wording
from bot.sms.answering import Answering
from bot.sms.gateway import Gateway
from bot.sms.gateway_health import GatewayHealth, GatewayState
from bot.sms.gateways.android import AndroidGateway
from bot.sms.gateways.gammu import GammuGateway
from bot.sms.gateways.kannel import KannelGateway
from bot.sms.gateways.rapidpro import RapidProGateway
from bot.sms.gateways.twilio import TwilioGateway
from bot.sms.held import HeldReplies
from bot.sms.outbox import Outbox
from bot.sms.settings import SmsSettings


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(SmsChannel, SmsSettings.read(found))


# By the names of their settings.
GATEWAYS: Mapping[str, Callable[[Any], Gateway]] = {
    "kannel": KannelGateway,
    "twilio": TwilioGateway,
    "android": AndroidGateway,
    "rapidpro": RapidProGateway,
    "gammu": GammuGateway,
}


class SmsChannel(Channel):
    """Without a gateway it holds nothing, and the addresses are as if they had never been there."""

    def __init__(self, settings: SmsSettings, around: Around) -> None:
        self._gateways = {name: GATEWAYS[name](getattr(settings, name)) for name in settings.gateways}
        asks = {name: call for name, gateway in self._gateways.items() if (call := gateway.ask())}
        self._health = GatewayHealth(asks)
        self._outbox = Outbox(note=self._health.note)
        self._net, self._place = around.net, around.place
        self._answering: Answering | None = None
        if self._gateways:
            said = wording.load(around.directory.path)
            rate_all = around.place.share_of(settings.rate_all)
            self._answering = Answering(around.net, said, rate=settings.rate, rate_all=rate_all)

    def blueprints(self) -> Iterable[Blueprint]:
        if self._answering is None:
            return
        for gateway in self._gateways.values():
            yield from gateway.blueprints(self._answering, self._outbox)

    def background(self) -> Iterable[Coroutine[Any, Any, None]]:
        if self._answering is None:
            return
        yield self._health.run(self._outbox.ask)
        if self._net.state.is_shared:
            held = HeldReplies(self._net.state, self._place.name)
            self._outbox.keep = held.keep
            yield held.run(self._outbox.waiting, self._outbox.resume)
        for gateway in self._gateways.values() if self._place.is_first else ():
            yield from gateway.background(self._answering, self._is_loaded)

    def _is_loaded(self) -> bool:
        return self._net.agent is not None

    def problems(self) -> Iterable[str]:
        own = (gateway.problem() for gateway in self._gateways.values())
        return filter(None, (*own, *self._health.problems))

    def gateways(self) -> Mapping[str, GatewayState]:
        """ "unknown" is one that is never called, or was not yet."""
        return {name: gateway.state() or self._health.state(name) for name, gateway in self._gateways.items()}

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
        for name, gateway in self._gateways.items():
            yield "Texts", gateway.folder() or f"{base}/webhooks/sms/{name}"

    async def close(self) -> None:
        # Whoever was still being answered may have had a text to send.
        await self._outbox.close()
