"""Run inside a network namespace: brings loopback up, does something, prints what the kernel counted.

`python -m tests.alone serve MESSAGE...` starts the server and talks to it; `reach HOW` tries to get out, by connect,
connect6, datagram or name.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.running import Server, route

# Reserved for documentation: nobody answers there.
ELSEWHERE = {"connect": "192.0.2.1", "connect6": "2001:db8::1", "datagram": "192.0.2.1"}


def without_route() -> int:
    """How often something in this namespace asked for a way out, by either protocol; there is none."""
    rows = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    counters = dict(zip(rows[0], rows[1], strict=True))
    with suppress(FileNotFoundError):
        counters |= dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(counters["OutNoRoutes"]) + int(counters.get("Ip6OutNoRoutes", 0))


class NameServer:
    """Listens where a stub resolver would, so that a look-up of a name on loopback is seen as well."""

    def __init__(self) -> None:
        self.asked = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while self._socket.recv(4096):
            self.asked += 1


def serve(messages: list[str]) -> dict[str, Any]:
    settings = {name: value for name, value in os.environ.items() if name.startswith("SIGNPOST_")}
    server = Server(Path.cwd(), anew=True, **settings)
    try:
        server.wait()
        return {"routes": [route(server.say(message)) for message in messages]}
    finally:
        server.stop()


def reach(how: str) -> dict[str, Any]:
    with suppress(OSError):
        if how in ("connect", "connect6"):
            socket.create_connection((ELSEWHERE[how], 80), timeout=2)
        elif how == "datagram":
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"?", (ELSEWHERE[how], 53))
        else:
            socket.getaddrinfo("signpost.example", 443)
    return {}


def main(what: str, *words: str) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    names = NameServer()
    found = serve(list(words)) if what == "serve" else reach(*words)
    sys.stdout.write(json.dumps({**found, "no_route": without_route(), "looked_up": names.asked}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
