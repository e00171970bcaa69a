"""The web channel put together: the addresses for scripts and the page for everybody, over the same conversations."""

from __future__ import annotations

from collections.abc import Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.engine.rates import Rate
from bot.engine.safety_net import SafetyNet
from bot.engine.shares import Shares
from bot.hosts import OwnHosts
from bot.web import channel, errors, page, wording
from bot.web.chat import ChatService
from bot.web.conversations import Conversations
from bot.web.cors import CorsPolicy
from bot.web.headers import page_policy
from bot.web.kiosk import site as kiosk
from bot.web.settings import WebSettings
from bot.web.view import View
from directory.live import LiveDirectory


class Site:
    """`forget` erases what the engine holds of a conversation."""

    def __init__(
        self,
        settings: WebSettings,
        hosts: OwnHosts,
        net: SafetyNet,
        directory: LiveDirectory,
        *,
        forget: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self.chat = ChatService(
            net,
            Conversations(net, forget, places=settings.places.placeholders()),
            wording.load(longest=settings.longest, despair=net.last_resort.despair),
            settings.longest,
            Rate(settings.rate),
            Shares(settings.rate_all),
            Shares(settings.rate_all),
        )
        self._directory = directory
        self._cors = CorsPolicy(settings.origins, hosts)

    @property
    def on_error(self) -> Callable[[Request, Exception], HTTPResponse]:
        """What the server answers where an address is wrong or something breaks."""
        return errors.handler(View(self.chat, page_policy(self._settings.exit_url, ())))

    def blueprints(self) -> list[Blueprint]:
        """What the server adds to its addresses."""
        return [
            channel.blueprint(self.chat, self._cors),
            page.blueprint(self.chat, self._cors, exit_url=self._settings.exit_url),
            page.files(self.chat, self._cors, exit_url=self._settings.exit_url),
            kiosk.blueprint(self.chat, self._directory, self._settings.places, prints=self._settings.prints),
        ]
