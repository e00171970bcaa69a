"""The REST channel put together: one address, and a guard that sees what comes to all others."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import partial

from sanic import Blueprint
from sanic.request import Request

from bot.channels import Around, Channel, Open
from bot.rest.channel import PREFIX, blueprint, lower
from bot.rest.guard import Guard
from bot.rest.settings import RestSettings

logger = logging.getLogger(__name__)


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(RestChannel, RestSettings.read(found))


class RestChannel(Channel):
    """Where it is off, the address is as if it had never been there."""

    def __init__(self, settings: RestSettings, around: Around) -> None:
        self._settings = settings
        self._net = around.net
        self._guard = Guard(settings.token, loopback=settings.access == "loopback")

    @property
    def _is_on(self) -> bool:
        return self._settings.access != "off"

    def blueprints(self) -> Iterable[Blueprint]:
        return [blueprint(self._net, self._guard)] if self._is_on else []

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        return [("REST", f"{base}{PREFIX}/webhook" if self._is_on else "off")]

    def warn(self) -> None:
        if self._settings.token and not self._is_on:
            logger.warning("SIGNPOST_REST_TOKEN is set, but REST is off: SIGNPOST_REST=token turns it on")

    def notice(self, request: Request) -> None:
        if self._is_on:
            self._guard.notice(lower(request), request.ip, request.version)
