"""Two workers that say which they are and what they were sent, and fail as the test wants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rig.http_server import HttpHandler, http_server


@dataclass
class Worker:
    """`breaks` is how many of its next requests it takes and leaves without an answer."""

    number: int
    port: int = 0
    breaks: int = 0
    is_well: bool = True
    checks_lost: int = 0
    got: list[tuple[str, str, bytes, dict[str, str]]] = field(default_factory=list)


@contextmanager
def worker(number: int) -> Iterator[Worker]:
    found = Worker(number)

    class Answers(HttpHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.body()
            if self.path == "/healthz":
                found.checks_lost += not found.is_well
                self.say(200 if found.is_well else 503, b"{}")
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.got.append((self.command, self.path, body, headers))
            if found.breaks:
                found.breaks -= 1
                self.hang_up()
                return
            self.say(200, json.dumps({"worker": number}).encode())

        do_GET = do_POST = do_PUT = answer

    with http_server(Answers) as found.port:
        yield found
