"""Which pages may use the web channel: our own, and those of the sites in SIGNPOST_WEB_ORIGINS."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.hosts import OwnHosts
from bot.setting_values import DEFAULT_PORTS

logger = logging.getLogger(__name__)

PREFLIGHT_SECONDS = "600"


@dataclass
class CorsPolicy:
    """Asked about each request. A program that is no browser sends no Origin and is let in.

    A page whose Origin is the Host is only ours where that is one of our `hosts`: a stranger's name may lead here too.
    """

    origins: frozenset[str] = frozenset()
    hosts: OwnHosts = field(default_factory=OwnHosts)
    _said: bool = field(default=False, init=False)

    def allows(self, headers: Mapping[str, str], *, hidden: bool) -> bool:
        """True where the page that sent it may. Names in `headers` are looked up in small letters.

        `hidden` lets "null" in, which browsers send in place of an origin for forms and beacons of a page that asks for
        no referrer, as ours does. Where the browser says that such a request comes from elsewhere, it stays out.
        """
        origin = headers.get("origin")
        if origin is None or origin in self.origins:
            return True
        if not self.hosts.has(headers.get("host", "")):
            self._say()
            return False
        if origin == "null":
            return headers.get("sec-fetch-site", "same-origin" if hidden else "") in ("same-origin", "none")
        return is_own(origin, headers.get("host", ""))

    def _say(self) -> None:
        """Once: whoever runs it may have forgotten a name, and a stranger may ask often."""
        if not self._said:
            self._said = True
            logger.warning("a page was refused that came by a name of this server which is not in SIGNPOST_HOSTS")

    def response_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The CORS headers, which tell a browser that a page of one of these sites may see the answer."""
        origin = headers.get("origin", "")
        if origin not in self.origins:
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "Retry-After",
        }

    def preflight_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The same for the question that a browser asks first."""
        if headers.get("origin", "") not in self.origins:
            return self.response_headers(headers)
        return self.response_headers(headers) | {
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
        }


def is_own(origin: str, host: str) -> bool:
    """True where the Origin names the host and port that the request was sent to, as its Host header has them."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS or not host:
        return False
    usual = f":{DEFAULT_PORTS[parts.scheme]}"
    return parts.netloc.lower().removesuffix(usual) == host.lower().removesuffix(usual)
