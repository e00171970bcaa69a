"""Other people's sites: a council's pages with the chat in them, and the page that people leave to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from rig.http_server import HttpHandler, http_server

PAGES = Path(__file__).parent / "pages"
# A site that lets only what it knows run on its pages, and asks of the chat no more than docs/embed.md says.
STRICT = (
    "default-src 'none'; script-src {bot}; connect-src {bot} {exit}; style-src 'self' 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


@dataclass(frozen=True)
class Hosts:
    """The sites, all on one port. `foreign` is one that the chat does not know."""

    port: int

    @property
    def council(self) -> str:
        return f"http://council.localhost:{self.port}"

    @property
    def foreign(self) -> str:
        return f"http://foreign.localhost:{self.port}"

    @property
    def weather(self) -> str:
        return f"http://weather.localhost:{self.port}/weather"


@contextmanager
def hosts(bot: str) -> Iterator[Hosts]:
    """Until the block ends. `bot` is the address of the chat, without a slash at its end."""

    class Page(_Page):
        chat = bot

    with http_server(Page) as port:
        yield Hosts(port)


class _Page(HttpHandler):
    """`/name` is pages/name.html; `/strict` is the council's page with a policy. `chat` is where the bot is."""

    chat: str

    def do_GET(self) -> None:
        name = self.path.strip("/")
        page = PAGES / f"{'council' if name == 'strict' else name}.html"
        if not page.is_file():
            self.say(404)
            return
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if name == "strict":
            weather = f"http://weather.localhost:{self.server.server_address[1]}"
            headers["Content-Security-Policy"] = STRICT.format(bot=self.chat, exit=weather)
        self.say(200, Template(page.read_text(encoding="utf-8")).substitute(bot=self.chat).encode(), headers)
