"""Texts on their way to gammu-smsd: made by gammu-smsd-inject, addressed here, given up when they get too old."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.sms.gateways.gammu_file import NOBODY, Unreadable, addressed
from bot.sms.message import Urgency
from bot.sms.settings import Gammu

logger = logging.getLogger(__name__)

LONGEST_INJECT = 10.0
# Advice that comes later than this would puzzle more than it helps.
TIME_TO_LIVE = 15 * 60.0
SLOW = 2 * 60.0
# The daemon tries its first file for ever. Twice its SendTimeout, for two parts, and a bit.
LONGEST_FIRST = 90.0
WAIT = "texts wait to be sent: does gammu-smsd run, and has the modem a network?"
CONFIG, ALL_IN_ONE = "inject.conf", "5000"
# The daemon sends by name, strictly: all of A before B, all of B before C.
LETTERS: dict[Urgency, str] = {"emergency": "A", "crisis": "B", "rest": "C"}
# Which letter, which reply, which of its texts.
NAME, FILES = "OUT{}{:017d}{:03d}.smsbackup", "OUT*.smsbackup"
LETTER, END_OF_REPLY = len("OUT"), -len("000.smsbackup")


class NotTaken(Exception):
    """A reply that could not be handed over. Says why in a word, and nothing of it."""


class GammuOutbox:
    """The daemon's outbox. No number stands in a file's name, on a command line or in a log.

    Texts are made in a folder of their own: the daemon would take a file in its outbox that is only half written.
    """

    def __init__(self, settings: Gammu, *, clock: Callable[[], float] = time.time) -> None:
        self._outbox, self._making = settings.folder / "outbox", settings.folder / "making"
        self._program = settings.inject
        self._clock = clock
        self._reference = secrets.randbelow(256)
        self._last_reply = 0
        self._first, self._first_since = "", 0.0
        # Whether something waits for minutes.
        self.is_slow = False

    async def send(self, number: str, texts: Sequence[str], *, urgency: Urgency = "rest") -> None:
        """All of them in order, or none: raises NotTaken."""
        try:
            made = [await asyncio.to_thread(self._made, text) for text in texts]
            written = [self._written(self._addressed(content, number)) for content in made]
            reply = self._next_reply()
            for place, path in enumerate(written):
                path.replace(self._outbox / NAME.format(LETTERS[urgency], reply, place))
        except (OSError, subprocess.SubprocessError, Unreadable) as error:
            # What it says may hold a path or the words.
            raise NotTaken(type(error).__name__) from None

    def tend(self) -> None:
        """Gives up what is too old, and puts what cannot be sent behind the others. Raises OSError."""
        waiting = sorted(self._outbox.glob(FILES))
        ages = {path: self._age(path) for path in waiting}
        old = [path for path in waiting if ages[path] > TIME_TO_LIVE]
        for path in old:
            path.unlink(missing_ok=True)
        if old:
            logger.error("gammu: %d texts were not sent within %d s and were given up", len(old), TIME_TO_LIVE)
        is_slow = any(age > SLOW for age in ages.values())
        if is_slow and not self.is_slow:
            logger.warning("gammu: %s", WAIT)
        self.is_slow = is_slow
        self._let_others_pass([path for path in waiting if path not in old])

    def clear(self) -> None:
        """Drops what is half made. Raises OSError."""
        self._making.mkdir(mode=0o770, exist_ok=True)
        for path in self._making.iterdir():
            path.unlink(missing_ok=True)

    def _made(self, text: str) -> str:
        self.clear()
        try:
            self._inject(text)
            made = [path.read_bytes().decode("utf-8", "replace") for path in self._making.glob(FILES)]
        finally:
            self.clear()
        if len(made) != 1:
            raise Unreadable
        return made[0]

    def _addressed(self, content: str, number: str) -> str:
        self._reference += 1
        return addressed(content, number, self._reference)

    def _inject(self, text: str) -> None:
        """The words go in by a pipe, and the number is put in afterwards: a command line can be seen by anybody."""
        config = self._making / CONFIG
        config.write_text(
            f"[gammu]\nconnection = none\nmodel = dummy\n\n[smsd]\nservice = files\noutboxformat = detail\n"
            f"outboxpath = {self._making}/\n"
        )
        subprocess.run(
            [self._program, "-c", str(config), "TEXT", NOBODY, "-autolen", ALL_IN_ONE],
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            timeout=LONGEST_INJECT,
            check=True,
        )

    def _written(self, content: str) -> Path:
        path = self._making / NAME.format(LETTERS["rest"], self._next_reply(), 0)
        path.write_bytes(content.encode())
        # The daemon runs as another user of the same group.
        path.chmod(0o660)
        return path

    def _next_reply(self) -> int:
        """Replies of one letter have names in the order of their making: in that order the daemon sends."""
        self._last_reply = max(self._last_reply + 1, time.time_ns() // 1000)
        return self._last_reply

    def _age(self, path: Path) -> float:
        try:
            return self._clock() - path.stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _let_others_pass(self, waiting: Sequence[Path]) -> None:
        """One number that the network refuses would otherwise hold everybody up: its reply goes behind all others."""
        first = waiting[0].name if waiting else ""
        whole = [path for path in waiting if path.name[:END_OF_REPLY] == first[:END_OF_REPLY]]
        if first != self._first:
            self._first, self._first_since = first, self._clock()
        elif len(waiting) > len(whole) and self._clock() - self._first_since > LONGEST_FIRST:
            letter, reply = waiting[-1].name[LETTER], self._next_reply()
            # From its end, so that no later part of it comes to stand first meanwhile.
            for place, path in reversed(list(enumerate(whole))):
                # It may be sent at this very moment.
                with contextlib.suppress(FileNotFoundError):
                    path.rename(self._outbox / NAME.format(letter, reply, place))
