"""From where a message came, so that one place cannot take everybody's share; held for a minute, as a seal alone."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets

from sanic.request import Request

KEY = secrets.token_bytes(32)
# Whoever has an IPv6 address has a whole network of them.
NETWORK = 64


def peer_of(request: Request) -> str:
    """The same for one network address; behind a proxy on this machine, which hides it, for one of its connections."""
    return hmac.new(KEY, _place(request.ip, request.port).encode(), hashlib.sha256).hexdigest()


def _place(ip: str, port: int) -> str:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return f"{ip} {port}"
    if address.is_loopback:
        return f"{ip} {port}"
    return str(ipaddress.ip_network((address, NETWORK), strict=False)) if address.version == 6 else ip
