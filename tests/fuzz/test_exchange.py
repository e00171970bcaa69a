"""What is heard of a server that ends the connection in its own way."""

from __future__ import annotations

import asyncio
import errno

import pytest

from fuzz.exchange import exchange
from fuzz.shot import Shot
from rig.http_server import HttpHandler, http_server

CHANGED = Shot(42, "qz0000002aqz", "bytes changed", (b"GET / HTTP/1.1\r\n\r\n",))


class Answers(HttpHandler):
    """Closes behind its answer, and does not say so beforehand."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.say(404, b"no")
        self.close_connection = True


def gone(self: object) -> None:
    raise OSError(errno.ENOTCONN, "not connected")


def test_one_that_resets_as_it_is_told_that_no_more_comes_is_no_end_of_the_fuzzer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asyncio.StreamWriter, "write_eof", gone)
    with http_server(Answers) as port:
        found = asyncio.run(exchange(port, CHANGED))
    assert ([answer.status for answer in found.answers], found.end) == ([404], "closed")
