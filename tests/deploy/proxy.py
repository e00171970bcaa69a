"""Debian's Caddy with the file that is shipped, on ports and with folders of the test's own."""

from __future__ import annotations

import http.client
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import ROOT
from rig.ports import free_port
from tests.running import Answer, environment
from tests.waiting import PATIENCE, until

SHIPPED = ROOT / "deploy" / "server"
SITE = "localhost"
# No other program of the tests calls from here, so it is found wherever it was written down.
CALLER = "127.0.0.9"


@dataclass(frozen=True)
class Proxy:
    """A running Caddy. `home` holds all that it writes and prints; without TLS it listens on `plain`."""

    port: int
    home: Path
    plain: int

    @property
    def origin(self) -> str:
        return f"https://{SITE}:{self.port}"

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request from CALLER, trusting Caddy's own authority alone."""
        trusted = ssl.create_default_context(cafile=self.home / "caddy/pki/authorities/local/root.crt")
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE, source_address=(CALLER, 0))
        connection = http.client.HTTPSConnection(SITE, self.port)
        with trusted.wrap_socket(plain, server_hostname=SITE) as connection.sock:
            connection.request(method, path, body, _spelt(headers))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())

    def left(self) -> str:
        """All that it printed, and the names and contents of all files that it wrote."""
        files = [path for path in self.home.rglob("*") if path.is_file()]
        return "\n".join(f"{path}\n{path.read_text(errors='replace')}" for path in files)


def _spelt(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def proxy(home: Path, bot: int, config: Path = SHIPPED / "Caddyfile") -> Iterator[Proxy]:
    """Caddy in front of the port `bot`, until the block ends."""
    if not shutil.which("caddy"):
        pytest.skip("needs `caddy` (Debian's package caddy)")
    running = Proxy(free_port(), home, free_port())
    ports = {"": bot, "HTTPS_": running.port, "HTTP_": running.plain}
    settings = {f"SIGNPOST_{name}PORT": str(port) for name, port in ports.items()}
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(home))
    with (home / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"],
            cwd=home,
            env=environment(SIGNPOST_SITE=SITE, SIGNPOST_PAGES=str(SHIPPED), **settings, **homes),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(running, process)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _wait(running: Proxy, process: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        assert process.poll() is None, running.left()
        try:
            return bool(running.call("GET", "/").status)
        except OSError:
            return False

    until(answers, step=0.05, why=running.left)
