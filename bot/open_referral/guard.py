"""Who is let in to the open data: everybody who comes by a name of this server, and not too often."""

from __future__ import annotations

from dataclasses import dataclass

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.rates import Rate
from bot.engine.shares import Shares
from bot.hosts import OwnHosts
from bot.peer import peer_of

STRANGE_HOST = "this is not this server's name: whoever runs it can add it to SIGNPOST_HOSTS"
TOO_MANY = "too many requests, try again later"


@dataclass(frozen=True)
class OpenDataGuard:
    """`rate` is by the place that asks, `share` is what all of them have together."""

    hosts: OwnHosts
    rate: Rate
    share: Shares

    def refusal(self, request: Request) -> HTTPResponse | None:
        """What those get who are not let in; None lets in, and counts."""
        if not self.hosts.has(request.headers.get("host", "")):
            return json_response({"error": STRANGE_HOST}, status=403)
        peer = peer_of(request)
        if not self.rate.take(peer):
            return _later(self.rate.seconds_until(peer))
        if not self.share.take(peer):
            return _later(self.share.seconds_until())
        return None


def _later(seconds: int) -> HTTPResponse:
    return json_response({"error": TOO_MANY}, status=429, headers={"Retry-After": str(seconds)})
