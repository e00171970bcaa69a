"""Kannel's sendsms, as far as the bot sees it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Phones:
    """`sent` is what it took, by number and words. While `is_down` it takes nothing and says so."""

    address: str = ""
    is_down: bool = False
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)

    def takes(self, address: str) -> int:
        """The status that whoever asks for it gets."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if "text" not in query:
            return 400
        if self.is_down:
            return 503
        self.sent[(query["to"], query["text"])] += 1
        return 202


@contextmanager
def phones() -> Iterator[Phones]:
    """It listens until the block ends."""
    found = Phones()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(found.takes(self.path))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
