"""The web channel put together: the addresses for scripts and the page for everybody, over the same conversations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from sanic import Blueprint
from sanic.response import HTTPResponse

from bot.channels import Around, Channel, Open
from bot.engine.rates import Rate
from bot.engine.shares import Shares
from bot.web import assets, channel, page, wording
from bot.web.chat import ChatService
from bot.web.conversations import Conversations
from bot.web.cors import CorsPolicy
from bot.web.headers import page_policy
from bot.web.layout import Layout
from bot.web.settings import WebSettings
from bot.web.view import View


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(WebChannel, WebSettings.read(found))


class WebChannel(Channel):
    """`chat` is what the page, a page's script and the kiosk have in common."""

    def __init__(self, settings: WebSettings, around: Around) -> None:
        net = around.net
        last_resort = net.last_resort
        words = wording.load(longest=settings.longest, despair=last_resort.despair, town=last_resort.town)
        self.chat = ChatService(
            net,
            Conversations(net, around.forget),
            words,
            settings.longest,
            Rate(settings.rate),
            Shares(around.place.share_of(settings.rate_all)),
            Shares(around.place.share_of(settings.rate_all)),
            Layout(around.directory, words.ways, words.as_told, words.unreviewed_in),
        )
        self._exit_url = settings.exit_url
        self._cors = CorsPolicy(settings.origins, around.hosts)
        self._outside = View(self.chat, page_policy(settings.exit_url, ()))

    def blueprints(self) -> Iterable[Blueprint]:
        return [
            channel.blueprint(self.chat, self._cors),
            page.blueprint(self.chat, self._cors, exit_url=self._exit_url),
            assets.blueprint(self.chat, self._cors, exit_url=self._exit_url),
        ]

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        return [("The page", f"{base}/")]

    def lost(self, status: int) -> HTTPResponse:
        return self._outside.lost(status)
