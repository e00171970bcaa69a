"""Who may use the REST address: it trusts the sender id it is given, so only this machine, or a holder of the token.

Listening on loopback alone protects nothing: any proxy on the machine and any web page open on it reaches loopback too.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

# Marks of a browser's page or of a proxy: the true peer is then somebody else.
TELLTALE = ("origin", "forwarded", "via")
TELLTALE_PREFIX = "x-forwarded-"


def refusal(headers: Mapping[str, str], peer: str, *, token: str | None) -> str | None:
    """Why this request may not in, or None. `headers` are looked up in small letters."""
    if _has_token(headers, token):
        return None
    why = _not_local(headers, peer)
    if why is None:
        return None
    if token is None:
        return f"{why}; for callers from elsewhere set SIGNPOST_REST_TOKEN and send it as a bearer token"
    return f"{why}; send the bearer token"


def _has_token(headers: Mapping[str, str], token: str | None) -> bool:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return (
        token is not None and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
    )


def _not_local(headers: Mapping[str, str], peer: str) -> str | None:
    if not is_loopback(peer):
        return "only this machine may use this address without a token"
    if not is_loopback(_host(headers.get("host", ""))):
        return "the Host header is not this machine's"
    names = [name for name in headers if name in TELLTALE or name.startswith(TELLTALE_PREFIX)]
    if names:
        return f"the request came through a page or a proxy ({', '.join(sorted(names))})"
    return None


def is_loopback(host: str) -> bool:
    """True for localhost and the loopback addresses of IPv4 and IPv6."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
