"""Who may use the REST address: it trusts the sender id it is given, so only this machine, or a holder of the token.

Listening on loopback alone protects nothing: any proxy on the machine and any web page open on it reaches loopback too.
A page is known by its Origin. A proxy is known by what it adds, and one that adds nothing cannot be told from a program
on this machine: so the first mark of a proxy on any sound request, to whatever address, shuts the door for good.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from bot.callers import has_token, marks_of_a_proxy, not_local
from bot.hosts import host_of, is_loopback

logger = logging.getLogger(__name__)

# What older nginx speaks to whom it passes on to, where nobody told it otherwise. Programs of today do not.
OLD_VERSION = "1.0"


@dataclass
class Guard:
    """`loopback` is whether programs on this machine may in without the token; it never comes back by itself."""

    token: str | None = None
    loopback: bool = True

    def notice(self, headers: Mapping[str, str], peer: str, version: str) -> None:
        """At every request to the server. `headers` are looked up in small letters."""
        if self.loopback and _is_proxied(headers, peer, version):
            self.loopback = False
            logger.warning(
                "a proxy is in front of this server: REST answers nobody without the token until the next start"
            )

    def refusal(self, headers: Mapping[str, str], peer: str) -> str | None:
        """Why this request may not in, or None."""
        if has_token(headers, self.token):
            return None
        why = not_local(headers, peer) if self.loopback else "nobody may use this address without a token"
        if why is None:
            return None
        if self.token is None:
            return f"{why}; for callers from elsewhere set SIGNPOST_REST_TOKEN and send it as a bearer token"
        return f"{why}; send the bearer token"


def _is_proxied(headers: Mapping[str, str], peer: str, version: str) -> bool:
    if marks_of_a_proxy(headers):
        return True
    # From another machine a browser comes by another name too, and needs no proxy for that.
    return is_loopback(peer) and (version == OLD_VERSION or _is_elsewhere(host_of(headers.get("host", ""))))


def _is_elsewhere(host: str) -> bool:
    return bool(host) and not is_loopback(host) and not host.endswith(".localhost")
