"""Two workers that say which they are and what they were sent, and fail as the test wants."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Worker:
    """`breaks` is how many of its next requests it takes and leaves without an answer."""

    number: int
    port: int = 0
    breaks: int = 0
    is_well: bool = True
    got: list[tuple[str, str, bytes, dict[str, str]]] = field(default_factory=list)


@contextmanager
def worker(number: int) -> Iterator[Worker]:
    found = Worker(number)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self.path == "/healthz":
                self.say(200 if found.is_well else 503, b"{}")
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.got.append((self.command, self.path, body, headers))
            if found.breaks:
                found.breaks -= 1
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.say(200, json.dumps({"worker": number}).encode())

        def say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
