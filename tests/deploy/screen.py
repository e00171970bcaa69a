"""The kiosk's start script with Debian's real cage and Chromium, on a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.settings import ROOT
from rig.http_server import HttpHandler, http_server
from rig.ports import free_port
from tests.running import environment

SCRIPT = ROOT / "deploy" / "kiosk" / "kiosk-browser"
IN_MEMORY = Path("/dev/shm")
UNSEEN = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}


@dataclass
class Visited:
    """A web server that answers everything with one page, and the paths that a browser came for."""

    page: bytes = b"<!doctype html><title>here</title>"
    port: int = field(default_factory=free_port)
    paths: list[str] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[None]:
        visited = self

        class Answers(HttpHandler):
            def do_GET(self) -> None:
                # The script itself asks with curl.
                if "Chrome" in self.headers.get("User-Agent", ""):
                    visited.paths.append(self.path)
                self.say(200, visited.page, {"Content-Type": "text/html"})

        with http_server(Answers, self.port):
            yield


@dataclass(frozen=True)
class Screen:
    """A running kiosk; `home` is where its browsers' folders stand."""

    process: subprocess.Popen[bytes]
    home: Path

    def profiles(self) -> list[Path]:
        return list(self.home.glob("signpost-kiosk.*"))

    def processes(self) -> Iterator[tuple[int, str]]:
        """Those of its browsers, each with its command line."""
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                command = path.read_text(errors="replace").replace("\0", " ")
                if f"--user-data-dir={self.home}" in command:
                    yield int(path.parent.name), command

    def browser(self) -> tuple[int, str] | None:
        """The browser's own process and its command line."""
        own = (row for row in self.processes() if " --kiosk " in row[1] and "--type=" not in row[1])
        return next(own, None)

    def pages(self) -> list[int]:
        """The processes that draw pages."""
        drawing = (row for row in self.processes() if "--type=renderer" in row[1])
        return [process for process, command in drawing if "--top-chrome-webui" not in command]

    def shows(self, address: str) -> bool:
        found = self.browser()
        return found is not None and address in found[1]


@contextmanager
def screen(address: str, *, prefix: tuple[str, ...] = (), **settings: str) -> Iterator[Screen]:
    """The kiosk with this page, until the block ends."""
    for program in ("cage", "chromium", "curl"):
        if not shutil.which(program):
            pytest.skip(f"needs `{program}` (Debian's package {program})")
    if not os.access(IN_MEMORY, os.W_OK):
        pytest.skip(f"needs {IN_MEMORY}, a folder in memory")
    home = Path(tempfile.mkdtemp(prefix="screen", dir=IN_MEMORY))
    places = {"TMPDIR": str(home), "XDG_RUNTIME_DIR": str(home)}
    own = {"KIOSK_ADDRESS": address, "KIOSK_WAIT": "1", "KIOSK_PATIENCE": "1", "KIOSK_EXTRA_FLAGS": "--no-sandbox"}
    command = [*prefix, "cage", "--", str(SCRIPT)]
    env = {**environment(**UNSEEN, **places, **own), **settings}
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield Screen(process, home)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(home, ignore_errors=True)
