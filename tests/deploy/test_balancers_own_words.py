"""What HAProxy answers by itself: the card with 999 and the main numbers, wherever its settings reach."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest

from tests.deploy.balancer import CONFIG, Balancer, balancer
from tests.deploy.cards import lines
from tests.raw import sent
from tests.rows import each_row

pytestmark = pytest.mark.process

MARK = b"qzmarkqz"
HOST = b"Host: localhost\r\n"
PAGE = re.compile(
    r'^    http-error status (\d+) content-type "text/html; charset=utf-8" file (\S+) (.*)$', re.MULTILINE
)
# All that it may answer by itself here. Others it knows are for what the file has not: passwords, rates, early data.
ANSWERS = [400, 403, 404, 408, 413, 429, 500, 502, 503, 504]
SOON = {
    "timeout http-request 40s": "timeout http-request 500ms",
    "timeout http-keep-alive 60s": "timeout http-keep-alive 500ms",
    "timeout client 75s": "timeout client 1s",
    "timeout server 6s": "timeout server 200ms",
}

CARDS = {
    "an address that is for nobody": (404, b"GET /nowhere HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"),
    "the preface of HTTP/2": (400, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "a body that does not come": (408, b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 10\r\n\r\nhalf"),
    "a body that is too large": (
        413,
        b"POST / HTTP/1.1\r\n" + HOST + b"Connection: close\r\nContent-Length: 95000\r\n\r\n" + bytes(95_000),
    ),
    "workers that say nothing": (504, b"GET / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"),
}
NO_REQUEST = {
    "no HTTP": (400, b"\x16\x03\x01" + MARK + b"\r\n\r\n"),
    "a letter in an address that no browser sends": (400, b"GET /\xff" + MARK + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
    "a length below nothing": (400, b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n" + MARK),
    "two hosts": (400, b"GET / HTTP/1.1\r\n" + HOST + b"Host: " + MARK + b"\r\n\r\n"),
    "an address beyond its buffer": (400, b"GET /" + MARK * 15_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
    "a way to send that it does not know": (
        422,
        b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ),
    "half a head": (408, b"GET / HTTP/1.1\r\nX-Mark: " + MARK),
}


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Balancer]:
    """The shipped file with shorter times, before two workers that take whatever comes and never say a word."""
    home = tmp_path_factory.mktemp("own")
    text = CONFIG.read_text()
    for shipped, short in SOON.items():
        assert shipped in text
        text = text.replace(shipped, short)
    config = home / "haproxy.cfg"
    config.write_text(text)
    silent = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    with silent[0], silent[1], balancer(home, *(one.getsockname()[1] for one in silent), config=config) as running:
        yield running


def parts(answer: bytes) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of the first answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in rest)}
    return int(first.split()[1]), headers, body[: int(headers["content-length"])].decode()


def test_each_status_that_it_may_answer_has_the_page_and_the_same_headers() -> None:
    found = PAGE.findall(CONFIG.read_text())
    assert [int(status) for status, *_ in found] == ANSWERS
    assert {file for _, file, _ in found} == {'"${SIGNPOST_PAGES}/down.html"'}
    assert len({headers for *_, headers in found}) == 1


@each_row(("status", "sends"), CARDS.values(), ids=CARDS)
def test_its_own_answer_is_the_card(up: Balancer, card: list[str], status: int, sends: bytes) -> None:
    found, headers, body = parts(sent(up.port, sends))
    assert (found, lines(body)) == (status, card)
    assert headers["cache-control"] == "no-store"


@each_row(("status", "sends"), NO_REQUEST.values(), ids=NO_REQUEST)
def test_bytes_that_are_no_request_get_the_words_in_its_code_nothing_of_theirs_and_an_end(
    up: Balancer, status: int, sends: bytes
) -> None:
    found, headers, body = parts(sent(up.port, sends))
    assert (found, headers["cache-control"]) == (status, "no-cache")
    assert MARK.decode() not in body
    assert "<h1>" in body


def test_a_connection_that_a_browser_opened_beforehand_is_closed_without_a_word(up: Balancer) -> None:
    """What it said there would be read as the answer to the next request."""
    assert sent(up.port) == b""
