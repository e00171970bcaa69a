"""Debian's HAProxy with the file that is shipped, on ports of the test's own."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import ROOT
from rig.ports import free_port
from tests.running import Answer, call, environment
from tests.waiting import PATIENCE, until

CONFIG = ROOT / "deploy" / "haproxy" / "haproxy.cfg"
PROGRAM = shutil.which("haproxy", path="/usr/sbin:/usr/bin:/sbin:/bin")
MISSING = "needs `haproxy` (Debian's package haproxy)"


@dataclass(frozen=True)
class Balancer:
    """A running HAProxy. `home` holds all that it prints."""

    port: int
    home: Path
    process: subprocess.Popen[bytes]

    def call(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        return call(self.port, method, path, body, headers)

    def reload(self) -> None:
        """As `systemctl reload haproxy` does."""
        self.process.send_signal(signal.SIGUSR2)

    def printed(self) -> str:
        return (self.home / "haproxy.txt").read_text(errors="replace")


@contextmanager
def balancer(home: Path, *ports: int, config: Path = CONFIG, port: int | None = None) -> Iterator[Balancer]:
    """In front of workers on these two ports, until the block ends; on `port`, or on a free one."""
    if PROGRAM is None:
        pytest.skip(MISSING)
    with running(home, *ports, config=config, port=port) as found:
        yield found


@contextmanager
def running(home: Path, *ports: int, config: Path = CONFIG, port: int | None = None) -> Iterator[Balancer]:
    """The same where it is known to be there."""
    port = port or free_port()
    settings = {f"SIGNPOST_PORT_{number}": str(one) for number, one in enumerate(ports)}
    settings |= {"SIGNPOST_PROXY_BIND": f"127.0.0.1:{port}", "SIGNPOST_PAGES": str(ROOT / "deploy" / "server")}
    with (home / "haproxy.txt").open("ab") as output:
        process = subprocess.Popen(
            [str(PROGRAM), "-W", "-f", str(config)],
            cwd=home,
            env=environment(**settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    found = Balancer(port, home, process)
    try:
        until(lambda: _answers(found), step=0.05, why=found.printed)
        yield found
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _answers(found: Balancer) -> bool:
    assert found.process.poll() is None, found.printed()
    try:
        return bool(found.call("GET", "/healthz").status)
    except OSError:
        return False
