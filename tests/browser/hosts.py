"""Other people's sites: a council's pages with the chat in them, and the page that people leave to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template

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
    handler = partial(_Page, bot)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield Hosts(server.server_port)
    finally:
        server.shutdown()
        server.server_close()


class _Page(BaseHTTPRequestHandler):
    """`/name` is pages/name.html; `/strict` is the council's page with a policy."""

    def __init__(self, bot: str, *request: object) -> None:
        self._bot = bot
        super().__init__(*request)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name = self.path.strip("/")
        page = PAGES / f"{'council' if name == 'strict' else name}.html"
        self.send_response(200 if page.is_file() else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if name == "strict":
            weather = f"http://weather.localhost:{self.server.server_address[1]}"
            self.send_header("Content-Security-Policy", STRICT.format(bot=self._bot, exit=weather))
        self.end_headers()
        if page.is_file():
            self.wfile.write(Template(page.read_text(encoding="utf-8")).substitute(bot=self._bot).encode())

    def log_message(self, *words: object) -> None:
        """Nothing is written."""
