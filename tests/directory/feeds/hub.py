"""Another directory's server, which answers what a test has it answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SHELTER = {
    "id": "5f2e7a2c-0f0f-4c53-8d9e-0d9b6c3f1a01",
    "name": "Night Shelter",
    "description": "<p>A bed for a night.</p>",
    "status": "active",
    "organization": {"id": "b", "name": "The Shelter Trust", "description": "A charity."},
    "phones": [{"id": "c", "number": "+44 (0)23 9248 0000"}],
}


@dataclass(frozen=True)
class Reply:
    """What is sent. `endless` sends its body over and over."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False


Answers = Callable[[str, dict[str, str]], Reply]


def sent(content: Any, status: int = 200) -> Reply:
    return Reply(json.dumps(content).encode(), status)


def a_page(contents: list[Any], number: int = 1, pages: int = 1) -> Reply:
    return sent({"total_pages": pages, "page_number": number, "contents": contents, "last_page": number == pages})


@contextmanager
def another_directory(answers: Answers) -> Iterator[str]:
    """Its address, until the block ends. `answers` are given the path and the query."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            reply = answers(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(reply.body)
                while reply.endless:
                    self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True

        def log_message(self, *words: Any) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
