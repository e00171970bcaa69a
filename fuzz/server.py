"""The real server as a process of its own with every door open, on a port of its own and in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fuzz.asked import KEY, PUBLIC, SECRET, TICKET, TOKEN, TWILIO_TOKEN
from rig import engines
from rig.ports import answers, free_port, ports_side_by_side, until

ROOT = Path(__file__).resolve().parent.parent
LONGEST_STOP = 60.0
# For the first answer, of a machine that is busy.
PATIENCE = 30.0
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "PYTHONUNBUFFERED": "1"}


class FuzzFailed(Exception):
    """It cannot go on; the message is one line that says what to do."""


@dataclass(frozen=True)
class Way:
    """How requests get to it: to so many workers, through HAProxy or to each of them by turns."""

    workers: int = 1
    haproxy: bool = False

    @property
    def needs(self) -> list[str]:
        """The engines that are missing for it."""
        wanted = {"haproxy"} if self.haproxy else set()
        return [name for name in engines.missing() if name in wanted or self.workers > 1]


@dataclass(frozen=True)
class Served:
    """A server that listens on these ports. All that it may write is in `home`, what it prints in `log`."""

    ports: tuple[int, ...]
    home: Path
    process: subprocess.Popen[bytes]
    proxy: int = 0

    def port(self, number: int) -> int:
        """Where the request of this number goes."""
        return self.proxy or self.ports[number % len(self.ports)]

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def gammu(self) -> Path:
        return self.home / "gammu"

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def megabytes(self) -> int:
        """How much memory it has now, with all its processes."""
        return round(engines.pss_mb(engines.family(self.process.pid)))

    def stop(self) -> int | None:
        """SIGTERM; the exit status, or None where it did not end in time."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            return None


@contextmanager
def serving(home: Path, models: Path, gateway: int, way: Way = Way()) -> Iterator[Served]:
    """Until the block ends. `gateway` is the port of what stands in for the gateways. Raises FuzzFailed."""
    if way.needs:
        raise FuzzFailed(f"this way needs real engines: install {' and '.join(way.needs)} (Debian's packages)")
    first = ports_side_by_side(way.workers)
    ports, shared = tuple(range(first, first + way.workers)), {}
    with ExitStack() as stack:
        if way.workers > 1:
            socket = home / "valkey.sock"
            stack.callback(_end, engines.valkey(home, socket))
            until(socket.exists)
            shared = {"SIGNPOST_WORKERS": str(way.workers), "SIGNPOST_STATE_URL": f"unix://{socket}"}
        settings = {**_settings(home, models, gateway, first), **shared}
        proxy = free_port() if way.haproxy else 0
        served = Served(ports, home, _started(home, settings), proxy)
        stack.callback(_end, served.process)
        _wait(served, "/healthz", ports)
        if proxy:
            stack.callback(_end, engines.haproxy(home, proxy, ports))
            _wait(served, "/", (proxy,))
        yield served


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _started(home: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGNPOST_")}
    command = [sys.executable, "-W", "ignore", "-m", "bot.cli", "serve"]
    return engines.begun("server", command, home, {**kept, **QUIET, "PYTHONPATH": str(ROOT), **settings})


def _settings(home: Path, models: Path, gateway: int, port: int) -> dict[str, str]:
    """Every door, and rates that let everything in: what is limited is never read."""
    to = f"http://127.0.0.1:{gateway}"
    for name in ("inbox", "outbox"):
        (home / "gammu" / name).mkdir(parents=True)
    return {
        "SIGNPOST_PORT": str(port),
        "SIGNPOST_MODELS": str(models),
        "SIGNPOST_DIRECTORY": str(home / "directory.sqlite"),
        "SIGNPOST_REST": "token",
        "SIGNPOST_REST_TOKEN": TOKEN,
        "SIGNPOST_OPEN_REFERRAL": "yes",
        "SIGNPOST_OPEN_REFERRAL_RATE": "100000",
        "SIGNPOST_OPEN_REFERRAL_RATE_ALL": "1000000",
        "SIGNPOST_WEB_RATE": "100000",
        "SIGNPOST_WEB_RATE_ALL": "1000000",
        "SIGNPOST_WEB_ORIGINS": "https://hub.example",
        "SIGNPOST_SMS_RATE": "1000",
        "SIGNPOST_SMS_RATE_ALL": "100000",
        "SIGNPOST_SMS_KANNEL_SECRET": SECRET,
        "SIGNPOST_SMS_KANNEL_SENDSMS": f"{to}/cgi-bin/sendsms",
        "SIGNPOST_SMS_KANNEL_USER": "bot",
        "SIGNPOST_SMS_KANNEL_PASSWORD": "kannels-password",
        "SIGNPOST_SMS_TWILIO_TOKEN": TWILIO_TOKEN,
        "SIGNPOST_SMS_TWILIO_URL": PUBLIC,
        "SIGNPOST_SMS_ANDROID_URL": to,
        "SIGNPOST_SMS_ANDROID_USER": "sms",
        "SIGNPOST_SMS_ANDROID_PASSWORD": "phones-password",
        "SIGNPOST_SMS_ANDROID_KEY": KEY,
        "SIGNPOST_SMS_RAPIDPRO_URL": f"{to}/c/ex/8eb23e93",
        "SIGNPOST_SMS_RAPIDPRO_SECRET": TICKET,
        **({"SIGNPOST_SMS_GAMMU_FOLDER": str(home / "gammu")} if has_gammu() else {}),
        "TMPDIR": str(home),
        "HOME": str(home),
    }


def has_gammu() -> bool:
    """Whether the program is here without which no text goes out by a modem."""
    return shutil.which("gammu-smsd-inject", path=os.defpath) is not None


def _wait(served: Served, path: str, ports: Iterable[int]) -> None:
    for port in ports:
        until(partial(_is_ready_or_over, served, f"http://127.0.0.1:{port}{path}"))
        if served.process.poll() is not None:
            raise FuzzFailed(f"the server ended while it started: {served.printed()[-300:]}")
        if not answers(f"http://127.0.0.1:{port}{path}", within=PATIENCE):
            raise FuzzFailed("the server was not ready in time: run it again when the machine is less busy")


def _is_ready_or_over(served: Served, address: str) -> bool:
    return served.process.poll() is not None or answers(address, within=PATIENCE)
