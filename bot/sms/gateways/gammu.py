"""Gammu SMSD, for a USB modem: its inbox folder is the queue. A file stays there until its reply is handed over."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sms.answering import Answering
from bot.sms.gateways.gammu_files import Received, Unreadable, received
from bot.sms.gateways.gammu_outbox import GammuOutbox, NotTaken
from bot.sms.identity import reply_address
from bot.sms.message import Inbound
from bot.sms.outbox import WAITS
from bot.sms.settings import GAMMU_FOLDER, GAMMU_INJECT, Gammu

logger = logging.getLogger(__name__)

GATEWAY, FILES = "gammu", "IN*"
EVERY = 0.5
# A file that was not touched for so long is all there, or will never be.
SETTLED, NEVER_WHOLE = 0.5, 60.0
LONGEST_LOAD = 60.0


@dataclass(frozen=True)
class _Waiting:
    """A file whose reply was not taken yet. `key` is that of its message, empty until it is known."""

    tries: int
    due: float
    key: str


class GammuInbox:
    """Answers what lies in the inbox, also what lay there before the start. One of these for a folder.

    A kill between the hand-over and the removal of the file, next to each other, brings a second reply afterwards:
    rather twice than never.
    """

    def __init__(
        self,
        answering: Answering,
        settings: Gammu,
        *,
        is_loaded: Callable[[], bool] = lambda: True,
        waits: Sequence[float] = WAITS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._answering = answering
        self._settings = settings
        self._inbox = settings.folder / "inbox"
        self._outbox = GammuOutbox(settings)
        self._is_loaded = is_loaded
        self._waits = waits
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}
        # Keys of messages whose reply was made and not taken yet. One may lie there in two files.
        self._unsent: set[str] = set()
        self._trouble = ""

    async def run(self) -> None:
        """Until it is cancelled. What lies there waits for the model, for a minute at most."""
        for wrong in wrong_settings(self._settings):
            logger.warning("%s", wrong)
        with contextlib.suppress(OSError):
            self._outbox.clear()
        ends = self._clock() + LONGEST_LOAD
        while not self._is_loaded() and self._clock() < ends:
            await asyncio.sleep(EVERY)
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """One round through both folders. Never raises for anything in them."""
        try:
            if not self._inbox.is_dir():
                raise FileNotFoundError
            if not os.access(self._inbox, os.R_OK | os.W_OK | os.X_OK):
                # A file that cannot be removed would be answered again and again.
                raise PermissionError
            self._outbox.tend()
            for path in sorted(self._inbox.glob(FILES)):
                await self._handle(path)
            self._say_once("")
        except Exception as error:  # noqa: BLE001 - the next round has to come whatever this one met
            self._say_once(type(error).__name__)

    async def _handle(self, path: Path) -> None:
        waiting = self._waiting.get(path.name, _Waiting(0, 0.0, ""))
        if self._clock() < waiting.due or not _settled(path, SETTLED):
            return
        try:
            await self._reply(path, waiting)
        except Unreadable:
            if _settled(path, NEVER_WHOLE):
                logger.error("gammu: a file in the inbox cannot be read and was removed")
                self._done(path)
        except NotTaken as error:
            self._put_off(path, str(error))
        except Exception as error:  # noqa: BLE001 - one text must not keep the others waiting
            self._put_off(path, type(error).__name__)

    async def _reply(self, path: Path, waiting: _Waiting) -> None:
        """Raises Unreadable and NotTaken."""
        try:
            found = received(path.read_bytes())
        except FileNotFoundError:
            self._done(path)
            return
        number = reply_address(found.sender)
        if found.kind == "nothing to answer":
            self._done(path)
            return
        answer = await self._answering.answer(_inbound(found))
        if number and answer.texts and (answer.key in self._unsent or not answer.repeated):
            self._unsent.add(answer.key)
            self._waiting[path.name] = _Waiting(waiting.tries, waiting.due, answer.key)
            await self._outbox.send(number, answer.texts, urgency=answer.urgency)
        self._done(path)

    def _done(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        waiting = self._waiting.pop(path.name, None)
        if waiting:
            self._unsent.discard(waiting.key)

    def _put_off(self, path: Path, why: str) -> None:
        """Later and later, and not for ever."""
        waiting = self._waiting.get(path.name, _Waiting(0, 0.0, ""))
        logger.warning("gammu: a reply was not taken (%s)", why)
        if waiting.tries >= len(self._waits):
            logger.error("gammu: a reply could not be handed over and was given up after %d tries", waiting.tries + 1)
            self._done(path)
            return
        due = self._clock() + self._waits[waiting.tries]
        self._waiting[path.name] = _Waiting(waiting.tries + 1, due, waiting.key)

    def _say_once(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            logger.error("gammu: its folders cannot be used (%s)", trouble)
        self._trouble = trouble


def wrong_settings(settings: Gammu) -> list[str]:
    """What keeps texts from being answered, by the setting's name. It may come later: the bot starts all the same."""
    found = []
    missing = [name for name in ("inbox", "outbox") if not os.path.isdir(settings.folder / name)]
    if missing:
        found.append(f"{GAMMU_FOLDER} names a folder without {' and '.join(missing)}: no text comes in or goes out")
    if not shutil.which(settings.inject, path=os.defpath):
        found.append(f"{GAMMU_INJECT} names no program that can be run: no text goes out")
    return found


def _inbound(found: Received) -> Inbound:
    """Without an id: the serial in a file's name is another one when the daemon hands the same text over again."""
    return Inbound(GATEWAY, "", found.sender, found.text, found.sent_at, wordless=found.kind == "no words")


def _settled(path: Path, seconds: float) -> bool:
    try:
        return time.time() - path.stat().st_mtime > seconds
    except FileNotFoundError:
        return False
