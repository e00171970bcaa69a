"""A hub's bot, whole and in a process of its own, with the sites around it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from directory.paths import PACKAGE
from rig.ports import free_port
from tests.browser.hosts import Hosts, hosts
from tests.running import Server

# Few enough that a test can be too fast, many enough for every whole conversation.
RATE = 8
LONGEST = 300
PLACES = {
    "SIGNPOST_KIOSK_PHONE": "on the wall by the front door",
    "SIGNPOST_KIOSK_DESK": "past the stairs, on the left",
    "SIGNPOST_KIOSK_DEFIBRILLATOR": "beside the lift",
}
# What a directory could hold, by mistake or by malice.
HOSTILE = (
    "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script> <b>Bold</b> &amp; more."
)


@dataclass
class Hub:
    """`url` is where the bot is, without a slash at its end."""

    server: Server
    hosts: Hosts
    url: str

    def restart(self, models: Path) -> None:
        """A killed server begins again where it was."""
        self.server = start(self.server.output.parent, models, self.hosts, self.server.port)


def source_in(home: Path) -> Path:
    """A copy of the directory's source, in which Adfam's description is full of HTML."""
    folder = home / "source"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "hsds"))
    adfam = folder / "services" / "adfam.yaml"
    before, found, after = adfam.read_text(encoding="utf-8").partition("\ndescription:\n  text: ")
    assert found
    rest = after[after.index("\n  state: ") :]
    adfam.write_text(f"{before}{found}'{HOSTILE.replace(chr(39), chr(39) * 2)}'{rest}", encoding="utf-8")
    return folder


def start(home: Path, models: Path, sites: Hosts, port: int, **settings: str) -> Server:
    """The server on this port; `home` holds all that it writes."""
    source = home / "source"
    return Server(
        home,
        SIGNPOST_PORT=str(port),
        SIGNPOST_MODELS=str(models),
        SIGNPOST_DIRECTORY=str(home / "directory.sqlite"),
        SIGNPOST_DIRECTORY_SOURCE=str(source if source.exists() else source_in(home)),
        TMPDIR=str(home),
        **{
            "SIGNPOST_EXIT_URL": sites.weather,
            "SIGNPOST_WEB_ORIGINS": sites.council,
            "SIGNPOST_WEB_RATE": str(RATE),
            "SIGNPOST_WEB_LONGEST": str(LONGEST),
            **PLACES,
            **settings,
        },
    )


@contextmanager
def hub(home: Path, models: Path, **settings: str) -> Iterator[Hub]:
    """Until the block ends."""
    port = free_port()
    url = f"http://hub.localhost:{port}"
    with hosts(url) as sites:
        running = Hub(start(home, models, sites, port, **settings), sites, url)
        try:
            running.server.wait()
            yield running
        finally:
            if running.server.process.poll() is None:
                running.server.stop()
