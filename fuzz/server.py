"""The real server as a process of its own with every door open, on a port of its own and in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fuzz.asked import KEY, PUBLIC, SECRET, TICKET, TOKEN, TWILIO_TOKEN
from rig.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START = 300.0
LONGEST_STOP = 60.0
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "PYTHONUNBUFFERED": "1"}


class FuzzFailed(Exception):
    """It cannot go on; the message is one line that says what to do."""


@dataclass(frozen=True)
class Served:
    """A server that listens. All that it may write is in `home`, what it prints in `log`."""

    port: int
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> Path:
        return self.home / "output.txt"

    @property
    def gammu(self) -> Path:
        return self.home / "gammu"

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def megabytes(self) -> int:
        """How much memory it has now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024

    def stop(self) -> int | None:
        """SIGTERM; the exit status, or None where it did not end in time."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            return None


@contextmanager
def serving(home: Path, models: Path, gateway: int) -> Iterator[Served]:
    """Until the block ends. `gateway` is the port of what stands in for the gateways. Raises FuzzFailed."""
    port = free_port()
    served = Served(port, home, _started(home, models, gateway, port))
    try:
        _wait(served)
        yield served
    finally:
        if served.process.poll() is None:
            os.killpg(served.process.pid, signal.SIGKILL)
            served.process.wait()


def _started(home: Path, models: Path, gateway: int, port: int) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGNPOST_")}
    with (home / "output.txt").open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bot.cli", "serve"],
            cwd=home,
            env={**kept, **QUIET, "PYTHONPATH": str(ROOT), **_settings(home, models, gateway, port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


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


def _wait(served: Served) -> None:
    ends = time.monotonic() + LONGEST_START
    while not _is_ready(served.port):
        if served.process.poll() is not None:
            raise FuzzFailed(f"the server ended while it started: {served.printed()[-300:]}")
        if time.monotonic() > ends:
            raise FuzzFailed("the server was not ready in time: run it again when the machine is less busy")
        time.sleep(0.2)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
