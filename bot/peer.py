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
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def peer_of(request: Request) -> str:
    """The same for one network address; behind a proxy on this machine for the one that it names, or a connection.

    What a proxy appends to X-Forwarded-For it has seen itself, what stands before that is what it was told. A program
    on this machine can name any address, but it could as well open any number of connections.
    """
    place = _place(request.ip, request.headers.getall("x-forwarded-for", [])) or f"{request.ip} {request.port}"
    return hmac.new(KEY, place.encode(), hashlib.sha256).hexdigest()


def _place(ip: str, forwarded: list[str]) -> str | None:
    address = _address(ip)
    if address and address.is_loopback:
        address = _address(",".join(forwarded).rpartition(",")[2].strip())
    return _network(address) if address and not address.is_loopback else None


def _network(address: Address) -> str:
    return str(ipaddress.ip_network((address, NETWORK), strict=False)) if address.version == 6 else str(address)


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
