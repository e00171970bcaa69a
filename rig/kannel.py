"""Debian's Kannel with the configuration that is shipped, on ports of its own: for bench, demo and tests."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import ROOT
from rig.ports import LONGEST_START, free_port, listens, until

SHIPPED = ROOT / "deploy" / "sms" / "kannel"
# The package's own place for it.
FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
MISSING = "needs Kannel and its fakesmsc: sudo apt-get install kannel kannel-extras"
SECRET, USER, PASSWORD = "secret-of-32-characters-for-get-url", "signpost", "password-for-sendsms"
LONGEST_STOP = 5.0


class KannelFailed(Exception):
    """It does not come up; the message is one line that says why."""


def is_installed() -> bool:
    """Whether both boxes and fakesmsc are here."""
    boxes = (find_box("bearerbox"), find_box("smsbox"))
    return None not in boxes and FAKESMSC.is_file()


def find_box(name: str) -> str | None:
    """Debian puts the boxes where only root's PATH has them."""
    return shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


@dataclass
class KannelBoxes:
    """bearerbox and smsbox. All that they write or print is under `home`.

    `bot` is the port of the bot. `changes` are further words of the configuration to replace, before the places and
    secrets are.
    """

    home: Path
    bot: int
    changes: Mapping[str, str] = field(default_factory=dict)
    phones: int = field(default_factory=free_port)
    sendsms: int = field(default_factory=free_port)
    _boxes: int = field(default_factory=free_port)
    _admin: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        """What the bot has to be started with."""
        return {
            "SIGNPOST_SMS_KANNEL_SECRET": SECRET,
            "SIGNPOST_SMS_KANNEL_SENDSMS": f"http://127.0.0.1:{self.sendsms}/cgi-bin/sendsms",
            "SIGNPOST_SMS_KANNEL_USER": USER,
            "SIGNPOST_SMS_KANNEL_PASSWORD": PASSWORD,
        }

    def start(self) -> KannelBoxes:
        """Raises KannelFailed where a box does not come up."""
        (self.home / "spool").mkdir(exist_ok=True)
        self._write()
        self.start_box("bearerbox")
        self.start_box("smsbox")
        return self

    @contextmanager
    def up(self) -> Iterator[KannelBoxes]:
        """Started, until the block ends. Raises KannelFailed where a box does not come up."""
        try:
            yield self.start()
        finally:
            self.stop()

    def start_box(self, name: str, *, tries: int = 3) -> None:
        """Starts one as its unit does, again where it stops, and waits until it listens.

        It stops where somebody's connection has its port just then.
        """
        box = find_box(name)
        if box is None:
            raise KannelFailed(MISSING)
        with (self.home / f"{name}.txt").open("ab") as output:
            self.running[name] = subprocess.Popen(
                [box, "-v", "4", "--", str(self.home / "kannel.conf")],
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        port = {"bearerbox": self._boxes, "smsbox": self.sendsms}[name]
        if not until(lambda: listens(port) or self.running[name].poll() is not None):
            raise KannelFailed(f"{name} did not listen after {LONGEST_START:.0f} s: {self.printed()[-300:]}")
        if self.running[name].poll() is not None and tries > 1:
            time.sleep(1)
            self.start_box(name, tries=tries - 1)
        elif self.running[name].poll() is not None:
            raise KannelFailed(f"{name} stopped while it started: {self.printed()[-300:]}")

    def kill(self, name: str, by: signal.Signals = signal.SIGKILL) -> None:
        """Ends one box and waits for it."""
        end(self.running.pop(name), by)

    def stop(self) -> None:
        """At once: bearerbox waits for phones that are still there, and nothing of this is to be kept."""
        for name in list(self.running):
            self.kill(name)

    def printed(self) -> str:
        """What bearerbox and smsbox have printed so far."""
        outputs = (self.home / f"{name}.txt" for name in ("bearerbox", "smsbox"))
        return "".join(path.read_text(errors="replace") for path in outputs if path.exists())

    def _places(self) -> dict[str, str]:
        return {
            "admin-port = 13000": f"admin-port = {self._admin}",
            "smsbox-port = 13001": f"smsbox-port = {self._boxes}",
            "sendsms-port = 13013": f"sendsms-port = {self.sendsms}",
            "port = 13100": f"port = {self.phones}",
            "127.0.0.1:5005": f"127.0.0.1:{self.bot}",
            "/run/signpost-kannel": str(self.home / "spool"),
            "/etc/kannel/signpost-smsc.conf": str(self.home / "smsc.conf"),
            "@SECRET@": SECRET,
            "@PASSWORD@": PASSWORD,
            "@ADMIN@": "password-for-nobody",
        }

    def _write(self) -> None:
        shipped = {name: (SHIPPED / name).read_text(encoding="utf-8") for name in ("kannel.conf", "smsc.conf")}
        for old, new in {**self.changes, **self._places()}.items():
            if not any(old in text for text in shipped.values()):
                raise KannelFailed(f"the configuration has no {old!r} any more: change what replaces it too")
            shipped = {name: text.replace(old, new) for name, text in shipped.items()}
        for name, text in shipped.items():
            target = self.home / name
            target.touch(mode=0o600)
            target.write_text(text, encoding="utf-8")


@contextmanager
def gateway(home: Path, bot: int, **changes: str) -> Iterator[KannelBoxes]:
    """A running Kannel until the block ends."""
    with KannelBoxes(home, bot, changes).up() as found:
        yield found


def end(process: subprocess.Popen[bytes], by: signal.Signals) -> None:
    """Ends it so, or at once where that takes too long, and waits for it."""
    with suppress(ProcessLookupError):
        process.send_signal(by)
    try:
        process.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
