"""Debian's Caddy with the file that is shipped, in front of a bot, for the flood that comes through it."""

from __future__ import annotations

import shutil
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.asking import Door
from bench.processes import serving
from bot.settings import ROOT
from rig.ports import free_port

SHIPPED = ROOT / "deploy" / "server"
SITE = "localhost"
# Of the networks that are for documents: no packet is sent there.
ELSEWHERE = ("192.0.2.1", 9)


def missing() -> str | None:
    """Why no flood comes through Caddy on this machine, or None."""
    if not shutil.which("caddy"):
        return "`caddy` is not installed (Debian's package caddy)"
    if outward() is None:
        return "this machine has no address but loopback, which Caddy's bot takes for no caller"
    return None


def outward() -> str | None:
    """The machine's own address on a network: who calls from it is one caller to the bot, from loopback nobody is."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith("127.") else found


@contextmanager
def proxied(home: Path, bot: int) -> Iterator[Door]:
    """Its door in front of the port `bot`, until the block ends."""
    ports = {"": bot, "HTTPS_": free_port(), "HTTP_": free_port()}
    extra = {f"SIGNPOST_{name}PORT": str(port) for name, port in ports.items()}
    extra |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(home))
    extra |= {"SIGNPOST_SITE": SITE, "SIGNPOST_TLS": "internal", "SIGNPOST_PAGES": str(SHIPPED)}
    command = ["caddy", "run", "--config", str(SHIPPED / "Caddyfile"), "--adapter", "caddyfile"]
    address = f"https://{SITE}:{ports['HTTPS_']}"
    authority = home / "caddy/pki/authorities/local/root.crt"
    with serving("Caddy", command, home, extra, address, home / "caddy.log", authority=authority):
        yield Door(address, ssl.create_default_context(cafile=authority))
