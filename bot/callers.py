"""Who asks: a program on this machine, a holder of a token, or somebody who came through a page or a proxy."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from bot.hosts import host_of, is_loopback

PAGE = "origin"
PROXY = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"})
PROXY_PREFIX = "x-forwarded-"


def has_token(headers: Mapping[str, str], token: str | None) -> bool:
    """`headers` are looked up in small letters, here and below."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    # Bytes beyond ASCII come as halves of characters, which have no UTF-8 of their own.
    found = given.strip().encode("utf-8", "surrogatepass")
    return token is not None and scheme.lower() == "bearer" and hmac.compare_digest(found, token.encode())


def refused_for(headers: Mapping[str, str]) -> str:
    """Why somebody without the right token is refused, for the log: in words that hold nothing of what was sent."""
    return "a wrong token" if headers.get("authorization") else "no token"


def marks_of_a_proxy(headers: Mapping[str, str]) -> list[str]:
    """The names of what proxies add."""
    return sorted(name for name in headers if name in PROXY or name.startswith(PROXY_PREFIX))


def not_local(headers: Mapping[str, str], peer: str) -> str | None:
    """Why this is no program on this machine, or None where it is one."""
    if not is_loopback(peer):
        return "only this machine may use this address without a token"
    if not is_loopback(host_of(headers.get("host", ""))):
        return "the Host header is not this machine's"
    names = [*([PAGE] if PAGE in headers else []), *marks_of_a_proxy(headers)]
    if names:
        return f"the request came through a page or a proxy ({', '.join(names)})"
    return None
