"""Whose share a request takes: that of a network address, and not of each connection."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from multidict import CIMultiDict

from bot.peer import peer_of, place_of


def asked(ip: str, port: int = 1, *, forwarded: str = "") -> Any:
    """A request, as far as it is looked at here."""
    headers = CIMultiDict([("X-Forwarded-For", forwarded)] if forwarded else [])
    return SimpleNamespace(ip=ip, port=port, headers=headers)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_home_is_one_place(address: str, place: str) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (asked("192.0.2.1", 1), asked("192.0.2.1", 2)),
        (asked("192.0.2.1"), asked("::ffff:192.0.2.1")),
        (asked("2001:db8::1"), asked("2001:db8::2")),
        (asked("192.0.2.1"), asked("127.0.0.1", forwarded="198.51.100.9, 192.0.2.1")),
        (asked("192.0.2.1"), asked("::ffff:127.0.0.1", forwarded="192.0.2.1")),
    ],
    ids=["two connections", "on IPv6", "one home", "through a proxy", "through a proxy on IPv6"],
)
def test_one_place_has_one_share(one: Any, other: Any) -> None:
    assert peer_of(one) == peer_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (asked("192.0.2.1"), asked("192.0.2.2")),
        (asked("::ffff:192.0.2.1"), asked("::ffff:192.0.2.2")),
        (asked("127.0.0.1", 1), asked("127.0.0.1", 2)),
        (asked("127.0.0.1", 1), asked("127.0.0.1", 1, forwarded="192.0.2.1")),
    ],
    ids=["two places", "two places on IPv6", "a proxy that names nobody", "a proxy that names somebody"],
)
def test_two_places_have_two(one: Any, other: Any) -> None:
    assert peer_of(one) != peer_of(other)
