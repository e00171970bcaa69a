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
    address = _address(request.ip)
    if address and address.is_loopback:
        address = _address(",".join(request.headers.getall("x-forwarded-for", [])).rpartition(",")[2].strip())
    place = _network(address) if address and not address.is_loopback else f"{request.ip} {request.port}"
    return hmac.new(KEY, place.encode(), hashlib.sha256).hexdigest()


def place_of(address: str) -> str:
    """Whom an address belongs to: itself, or in IPv6 the network of the home. What is no address stands for itself."""
    found = _address(address)
    return _network(found) if found else address


def _network(address: Address) -> str:
    return str(ipaddress.ip_network((address, NETWORK), strict=False)) if address.version == 6 else str(address)


def _address(text: str) -> Address | None:
    """A server that listens on IPv6 sees those who come by IPv4 as ::ffff:192.0.2.1: all of one network."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None) or found
