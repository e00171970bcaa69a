"""A small web server in this process that says what a test or a measurement wants: what stands for another machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType

NO_MORE: Mapping[str, str] = MappingProxyType({})
# Seconds after which a server that is shut down looks up.
LOOKS_UP = 0.02


class HttpHandler(BaseHTTPRequestHandler):
    """To be inherited from, with `do_GET` and the like. Writes nothing down."""

    def body(self) -> bytes:
        """What came with the request; to be read before it is answered."""
        return self.rfile.read(int(self.headers.get("content-length") or 0))

    def say(self, status: int, body: bytes = b"", headers: Mapping[str, str] = NO_MORE) -> None:
        """A whole answer, for whoever still listens."""
        with suppress(OSError):
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def hang_up(self) -> None:
        """Closes the connection without an answer."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *words: object) -> None:
        """Keeps the standard library from printing each request."""


@contextmanager
def http_server(handler: type[HttpHandler], port: int = 0) -> Iterator[int]:
    """Listens on this machine until the block ends; gives its port. Each request has a thread."""
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(LOOKS_UP,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
