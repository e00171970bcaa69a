"""Between Kannel and the bot: a way that loses answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.waiting import PATIENCE


@dataclass
class Way:
    """Passes requests on to the port `bot` and loses so many of the answers first; `answers` are all of the bot's.

    `headers` replace those of an answer.
    """

    bot: int
    loses: int
    port: int = 0
    answers: list[bytes] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def asked(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """What the bot says."""
        connection = HTTPConnection("127.0.0.1", self.bot, timeout=PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        self.answers.append(body)
        kept = ("content-type", "x-kannel-coding", "x-kannel-validity")
        return response.status, {name: response.getheader(name, "") for name in kept}, body


@contextmanager
def losing(bot: int, loses: int, **headers: str) -> Iterator[Way]:
    """Listens until the block ends."""
    way = Way(bot, loses, headers={name.replace("_", "-"): value for name, value in headers.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = way.asked(self.path)
            self.close_connection = True
            if len(way.answers) <= way.loses:
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            for name, value in {**headers, **way.headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    way.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield way
    finally:
        server.shutdown()
        server.server_close()
