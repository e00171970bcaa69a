"""Kannel's sendsms, as far as the bot sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from rig.http_server import HttpHandler, http_server


@dataclass
class FakeSendsms:
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
def phones() -> Iterator[FakeSendsms]:
    """It listens until the block ends."""
    found = FakeSendsms()

    class Handler(HttpHandler):
        def do_GET(self) -> None:
            self.say(found.takes(self.path))

    with http_server(Handler) as port:
        found.address = f"http://127.0.0.1:{port}"
        yield found
