"""Who may use the REST address."""

from __future__ import annotations

import pytest

from bot.hosts import is_loopback
from bot.rest.guard import Guard
from tests.rows import each_row

TOKEN = "0123456789abcdef0123456789abcdef"
HERE = {"host": "127.0.0.1:5005"}


@each_row("peer", ["127.0.0.1", "127.8.8.8", "::1"])
@each_row("host", ["127.0.0.1:5005", "localhost:5005", "LOCALHOST", "[::1]:5005", "127.0.0.1"])
def test_a_program_on_this_machine_may_in(peer: str, host: str) -> None:
    assert Guard().refusal({"host": host}, peer) is None


@each_row("peer", ["192.168.1.20", "10.0.0.1", "0.0.0.0", "203.0.113.7", "2001:db8::1", "fe80::1", "", "nonsense"])
def test_a_peer_from_elsewhere_may_not_in(peer: str) -> None:
    assert "only this machine" in str(Guard().refusal(HERE, peer))


@each_row(
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
    assert "Host" in str(Guard().refusal({"host": host}, "127.0.0.1"))


def test_a_request_without_a_host_may_not_in() -> None:
    assert Guard().refusal({}, "127.0.0.1")


@each_row(
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
        "x-real-ip",
    ],
)
@each_row("value", ["null", "", "http://127.0.0.1:5005"])
def test_what_came_through_a_page_or_a_proxy_may_not_in(header: str, value: str) -> None:
    assert header in str(Guard().refusal({**HERE, header: value}, "127.0.0.1"))


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_opens_from_anywhere(scheme: str) -> None:
    headers = {"host": "signpost.example", "origin": "https://signpost.example", "authorization": f"{scheme} {TOKEN}"}
    assert Guard(TOKEN).refusal(headers, "203.0.113.7") is None


@each_row(
    "given",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer ключ",
        "Bearer \udcff",
    ],
    ids=["none", "no-value", "empty", "too-short", "too-long", "other-scheme", "no-scheme", "not-ascii", "raw-byte"],
)
def test_a_wrong_token_does_not_open(given: str) -> None:
    assert "bearer token" in str(Guard(TOKEN).refusal({**HERE, "authorization": given}, "203.0.113.7"))


def test_a_token_that_was_never_set_opens_nothing() -> None:
    assert Guard().refusal({**HERE, "authorization": "Bearer None"}, "203.0.113.7")
    assert Guard().refusal({**HERE, "authorization": "Bearer "}, "203.0.113.7")


def test_the_refusal_says_how_to_be_let_in() -> None:
    assert "set SIGNPOST_REST_TOKEN" in str(Guard().refusal(HERE, "203.0.113.7"))


MARKS = [
    pytest.param({**HERE, "via": "1.1 proxy"}, "127.0.0.1", "1.1", id="via"),
    pytest.param({**HERE, "forwarded": "for=10.0.0.1"}, "127.0.0.1", "1.1", id="forwarded"),
    pytest.param({**HERE, "x-forwarded-proto": "https"}, "127.0.0.1", "1.1", id="x-forwarded"),
    pytest.param({**HERE, "x-real-ip": "10.0.0.1"}, "127.0.0.1", "1.1", id="x-real-ip"),
    pytest.param({"host": "10.0.0.5:5005", "via": "1.1 proxy"}, "10.0.0.9", "1.1", id="on-another-machine"),
    pytest.param({"host": "bot.example"}, "127.0.0.1", "1.1", id="another-host"),
    pytest.param(HERE, "127.0.0.1", "1.0", id="old-version"),
]
NO_MARKS = [
    pytest.param(HERE, "127.0.0.1", "1.1", id="program"),
    pytest.param({**HERE, "origin": "http://127.0.0.1:5005"}, "127.0.0.1", "1.1", id="page-of-our-own"),
    pytest.param({"host": "hub.localhost:5005"}, "127.0.0.1", "1.1", id="name-under-localhost"),
    pytest.param({}, "127.0.0.1", "1.1", id="no-host"),
    pytest.param({"host": "10.0.0.5:5005"}, "10.0.0.9", "1.1", id="browser-elsewhere"),
    pytest.param({"host": "10.0.0.5:5005"}, "10.0.0.9", "1.0", id="old-program-elsewhere"),
]


@pytest.mark.parametrize(("headers", "peer", "version"), MARKS)
def test_one_mark_of_a_proxy_shuts_the_door_for_good(
    headers: dict[str, str], peer: str, version: str, caplog: pytest.LogCaptureFixture
) -> None:
    guard = Guard(TOKEN)
    for _ in range(2):
        guard.notice(headers, peer, version)
    guard.notice(HERE, "127.0.0.1", "1.1")
    assert "nobody may use this address without a token" in str(guard.refusal(HERE, "127.0.0.1"))
    assert guard.refusal({**HERE, "authorization": f"Bearer {TOKEN}"}, "127.0.0.1") is None
    assert caplog.text.count("a proxy is in front of this server") == 1


@each_row(("headers", "peer", "version"), NO_MARKS)
def test_what_is_no_mark_of_a_proxy_leaves_it_open(headers: dict[str, str], peer: str, version: str) -> None:
    guard = Guard()
    guard.notice(headers, peer, version)
    assert guard.refusal(HERE, "127.0.0.1") is None


@each_row(
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
