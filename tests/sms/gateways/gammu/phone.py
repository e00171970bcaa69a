"""A modem that is none: Gammu's own dummy phone, the real daemon with the shipped configuration, and a look at both."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.waiting import PATIENCE

DEPLOY = ROOT / "deploy" / "sms" / "gammu"
FOLDERS = ("inbox", "outbox", "making")
ANN, BOB = "+447700900123", "+447700900456"
NAMED = re.compile(r'^Number = "([^"]*)"$', re.MULTILINE)
SAID = re.compile(r"^Text\d+ = ([0-9A-F]*)$", re.MULTILINE)


def needs_gammu() -> None:
    if not shutil.which("gammu-smsd") or not shutil.which("gammu-smsd-inject"):
        pytest.skip("needs `gammu-smsd` (Debian's package gammu-smsd)")


def section(
    text: str,
    sender: str = ANN,
    *,
    place: int = 0,
    at: str = "20261126T120000",
    udh: str = "",
    pdu: str = "Deliver",
    binary: str | None = None,
) -> str:
    """One part of a text, as Gammu writes it."""
    said = text.encode("utf-16-be").hex().upper() if binary is None else binary
    coding = "8bit" if binary is not None else "Default_No_Compression" if text.isascii() else "Unicode_No_Compression"
    lines = [
        f"[SMSBackup{place:03d}]",
        f"PDU = {pdu}",
        f"DateTime = {at}",
        "State = UnRead",
        f'Number = "{sender}"',
        f"NumberUnicode = {sender.encode('utf-16-be').hex().upper()}",
        *([f"UDH = {udh}"] if udh else []),
        *(f"Text{line:02d} = {said[start : start + 200]}" for line, start in enumerate(range(0, len(said) or 1, 200))),
        f"Coding = {coding}",
        "Folder = 1",
        f"Length = {len(said) // (2 if binary is not None else 4)}",
        "Class = -1",
        "ReplySMSC = False",
        "RejectDuplicates = False",
        "ReplaceMessage = 0",
        "MessageReference = 0",
    ]
    return "\n".join(lines) + "\n\n"


@dataclass(frozen=True)
class Sent:
    """A text as it stood in the daemon's outbox."""

    number: str
    text: str
    parts: int
    content: str


def sent(content: str) -> Sent:
    numbers = NAMED.findall(content)
    text = bytes.fromhex("".join(SAID.findall(content))).decode("utf-16-be")
    assert len(set(numbers)) == 1, numbers
    return Sent(numbers[0], text, len(numbers), content)


@dataclass
class Modem:
    """The daemon, its folders, and the phone that it believes to hold."""

    home: Path
    seen: dict[str, Sent] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    _slot: int = 0
    _ends: threading.Event = field(default_factory=threading.Event)

    @property
    def folder(self) -> Path:
        return self.home / "signpost-sms"

    @property
    def output(self) -> Path:
        return self.home / "daemon.txt"

    def prepare(self) -> None:
        """The folders, and the shipped configuration with other paths and Gammu's dummy for a phone."""
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True)
        (self.home / "phone" / "sms" / "1").mkdir(parents=True)
        shipped = (DEPLOY / "gammu-smsdrc").read_text()
        here = shipped.replace("/run/signpost-sms", str(self.folder)).replace(
            "port = /dev/ttyUSB0\nconnection = at115200",
            f"port = {self.home / 'phone'}\nconnection = none\nmodel = dummy\ngammuloc = /dev/null",
        )
        assert "/run/" not in here
        assert "dummy" in here
        (self.home / "gammu-smsdrc").write_text(here)

    def waits_for_parts(self, seconds: int) -> None:
        """Not for the minute that is shipped."""
        config = self.home / "gammu-smsdrc"
        shipped = config.read_text()
        assert "multiparttimeout = 60" in shipped
        config.write_text(shipped.replace("multiparttimeout = 60", f"multiparttimeout = {seconds}"))

    def start(self) -> None:
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                ["gammu-smsd", "-c", str(self.home / "gammu-smsdrc")], stdout=output, stderr=output
            )

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(by)
            self.process.wait(PATIENCE)

    def texts(self, *parts: str) -> None:
        """The phone gets these, each part by itself, in this order."""
        for part in parts:
            self._slot += 1
            target = self.home / "phone" / "sms" / "1" / str(self._slot)
            target.with_suffix(".new").write_text(f"; a text\n\n{part}")
            target.with_suffix(".new").rename(target)

    def got(self, number: str) -> list[str]:
        """What the daemon had to send to this number, in order."""
        return [found.text for _, found in sorted(self.seen.items()) if found.number == number]

    def watch(self) -> None:
        """Notes what comes into the outbox before the daemon sends and deletes it."""
        while not self._ends.wait(0.01):
            for path in (self.folder / "outbox").glob("OUT*"):
                if path.name not in self.seen:
                    try:
                        self.seen[path.name] = sent(path.read_text())
                    except FileNotFoundError:
                        continue

    def left(self) -> list[str]:
        """The files in its folders and in the phone."""
        places = [*(self.folder / name for name in FOLDERS), self.home / "phone" / "sms" / "1"]
        return [path.name for place in places for path in place.iterdir()]

    def is_empty(self) -> bool:
        return not self.left()

    def close(self) -> None:
        """Ends it as systemd does: one that is killed leaves a piece of shared memory behind."""
        self._ends.set()
        self.stop()


@contextmanager
def modem(home: Path) -> Iterator[Modem]:
    """Folders and a watch on them until the block ends; `start` starts the daemon."""
    found = Modem(home)
    found.prepare()
    threading.Thread(target=found.watch, daemon=True).start()
    try:
        yield found
    finally:
        found.close()
