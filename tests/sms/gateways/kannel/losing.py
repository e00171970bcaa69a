"""Between Kannel and the bot: a way that loses answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection

from rig.http_server import HttpHandler, http_server
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

    class Answers(HttpHandler):
        def do_GET(self) -> None:
            status, headers, body = way.asked(self.path)
            if len(way.answers) <= way.loses:
                self.hang_up()
            else:
                self.say(status, body, {**headers, **way.headers})

    with http_server(Answers) as way.port:
        yield way
