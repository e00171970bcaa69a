"""Who may use the REST address."""

from __future__ import annotations

import pytest

from bot.rest.guard import is_loopback, refusal

TOKEN = "0123456789abcdef0123456789abcdef"
HERE = {"host": "127.0.0.1:5005"}


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:5005", "localhost:5005", "LOCALHOST", "[::1]:5005", "127.0.0.1"])
def test_a_program_on_this_machine_may_in(peer: str, host: str) -> None:
    assert refusal({"host": host}, peer, token=None) is None


@pytest.mark.parametrize(
    "peer", ["192.168.1.20", "10.0.0.1", "0.0.0.0", "203.0.113.7", "2001:db8::1", "fe80::1", "", "nonsense"]
)
def test_a_peer_from_elsewhere_may_not_in(peer: str) -> None:
    assert "only this machine" in str(refusal(HERE, peer, token=None))


@pytest.mark.parametrize(
    "host",
    [
        "signpost.example",
        "192.168.1.20:5005",
        "127.0.0.1.nip.example",
        "localhost.example",
        "",
        "0.0.0.0:5005",
        "[::1",
        "127.0.0.1@evil.example",
    ],
)
def test_a_host_name_that_is_not_this_machine_may_not_in(host: str) -> None:
    """A page whose name was made to point at loopback arrives with its own name."""
    assert "Host" in str(refusal({"host": host}, "127.0.0.1", token=None))


def test_a_request_without_a_host_may_not_in() -> None:
    assert refusal({}, "127.0.0.1", token=None)


@pytest.mark.parametrize(
    "header",
    [
        "origin",
        "forwarded",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-forwarded-port",
        "x-forwarded-anything",
    ],
)
@pytest.mark.parametrize("value", ["null", "", "http://127.0.0.1:5005"])
def test_what_came_through_a_page_or_a_proxy_may_not_in(header: str, value: str) -> None:
    assert header in str(refusal({**HERE, header: value}, "127.0.0.1", token=None))


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_opens_from_anywhere(scheme: str) -> None:
    headers = {"host": "signpost.example", "origin": "https://signpost.example", "authorization": f"{scheme} {TOKEN}"}
    assert refusal(headers, "203.0.113.7", token=TOKEN) is None


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer ", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer ключ"],
    ids=["none", "no-value", "empty", "too-short", "too-long", "other-scheme", "no-scheme", "not-ascii"],
)
def test_a_wrong_token_does_not_open(given: str) -> None:
    assert "bearer token" in str(refusal({**HERE, "authorization": given}, "203.0.113.7", token=TOKEN))


def test_a_token_that_was_never_set_opens_nothing() -> None:
    assert refusal({**HERE, "authorization": "Bearer None"}, "203.0.113.7", token=None)
    assert refusal({**HERE, "authorization": "Bearer "}, "203.0.113.7", token=None)


def test_the_refusal_says_how_to_be_let_in() -> None:
    assert "set SIGNPOST_REST_TOKEN" in str(refusal(HERE, "203.0.113.7", token=None))


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", False),
        ("127.1", False),
        ("2130706433", False),
        ("", False),
    ],
)
def test_loopback_is_told_by_its_plain_spelling(host: str, is_it: bool) -> None:
    """Other spellings of it are refused rather than guessed at."""
    assert is_loopback(host) is is_it
