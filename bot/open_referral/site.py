"""The open data put together: three addresses, off unless it was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from sanic import Blueprint

from bot.channels import Around, Channel, Open
from bot.engine.rates import Rate
from bot.engine.shares import Shares
from bot.open_referral.channel import PREFIX, blueprint
from bot.open_referral.guard import OpenDataGuard
from bot.open_referral.publishing import OpenData
from bot.open_referral.settings import OpenReferralSettings


def read(found: Mapping[str, str]) -> Open:
    """Raises SettingError."""
    return partial(OpenReferral, OpenReferralSettings.read(found))


class OpenReferral(Channel):
    """Where it is off, the addresses are as if they had never been there. It speaks to nobody, so it takes no net."""

    def __init__(self, settings: OpenReferralSettings, around: Around) -> None:
        self._is_on = settings.is_on
        self._data = OpenData(around.directory)
        share = Shares(around.place.share_of(settings.rate_all))
        self._guard = OpenDataGuard(around.hosts, Rate(settings.rate), share)

    def blueprints(self) -> Iterable[Blueprint]:
        return [blueprint(self._data, self._guard)] if self._is_on else []

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        return [("Open data", f"{base}{PREFIX}/")] if self._is_on else []
