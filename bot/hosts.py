"""Whose name a Host header or an Origin holds: this machine's, one of ours, or a stranger's."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """True for localhost and the loopback addresses of IPv4 and IPv6."""
    # Programs of this machine come from the first, which is asked several times a request.
    if host == "127.0.0.1" or host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str:
    """The host in a Host header, in small letters, without its port or a last dot; empty where there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").removesuffix(".")
    except ValueError:
        return ""


@dataclass(frozen=True)
class OwnHosts:
    """By what names this server is reached. `names` are in small letters.

    A stranger can have a name of theirs lead to this machine: the page that a browser loads from there then counts as
    one of this server's, for it has the same name (DNS rebinding). With an address in place of a name that cannot be,
    and names under localhost never leave the machine.
    """

    names: frozenset[str] = frozenset()

    def has(self, header: str) -> bool:
        """True where the Host header names this server."""
        host = host_of(header)
        return host in self.names or host == "localhost" or host.endswith(".localhost") or _is_address(host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
