"""Gammu SMSD, for a USB modem: its inbox folder is the queue. A file stays there until its reply is handed over."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
import shutil
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.sms.answering import Answering
from bot.sms.gateway import Gateway
from bot.sms.gateway_health import GatewayState
from bot.sms.gateways.gammu_file import Unreadable, text_in
from bot.sms.gateways.gammu_outbox import WAIT as SLOW
from bot.sms.gateways.gammu_outbox import GammuOutbox, NotTaken
from bot.sms.identity import reply_address
from bot.sms.message import Answer
from bot.sms.outbox import WAITS
from bot.sms.settings import GAMMU_FOLDER, GAMMU_INJECT, Gammu

logger = logging.getLogger(__name__)

FILES = "IN*"
EVERY = 0.5
# A file that was not touched for so long is all there, or will never be.
SETTLED, NEVER_WHOLE = 0.5, 60.0
LONGEST_LOAD = 60.0


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
        # By name of a file whose reply was not taken yet: how often it was tried, and when it is again.
        self._waiting: dict[str, tuple[int, float]] = {}
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
        with contextlib.ExitStack() as stack:
            # A worker that ends and the one that begins may be there at once.
            while not self._is_alone(stack):
                await asyncio.sleep(EVERY)
            while True:
                await self.poll()
                await asyncio.sleep(EVERY)

    def _is_alone(self, stack: contextlib.ExitStack) -> bool:
        """Whether no other process reads this folder; then none does until this one ends."""
        try:
            folder = os.open(self._settings.folder, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return True
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(folder)
            return False
        stack.callback(os.close, folder)
        return True

    @property
    def problem(self) -> str | None:
        """A line for whoever looks after it, while no text comes in or goes out."""
        if self._trouble:
            return f"gammu: its folders cannot be used ({self._trouble}): no text is answered"
        return f"gammu: {SLOW}" if self._outbox.is_slow else None

    async def poll(self) -> None:
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
        if self._clock() < self._waiting.get(path.name, (0, 0.0))[1] or not _settled(path, SETTLED):
            return
        try:
            await self._reply(path)
        except Unreadable:
            if _settled(path, NEVER_WHOLE):
                logger.error("gammu: a file in the inbox cannot be read and was removed")
                self._done(path)
        except NotTaken as error:
            self._put_off(path, str(error))
        except Exception as error:  # noqa: BLE001 - one text must not keep the others waiting
            self._put_off(path, type(error).__name__)

    async def _reply(self, path: Path) -> None:
        """Raises Unreadable and NotTaken."""
        try:
            inbound = text_in(path.read_bytes())
        except FileNotFoundError:
            inbound = None
        if inbound is None:
            self._done(path)
            return
        number = reply_address(inbound.sender)

        async def send(answer: Answer) -> None:
            if number and answer.texts:
                await self._outbox.send(number, answer.texts, urgency=answer.urgency)
            # Here, since this runs to its end even where the server stops meanwhile.
            self._done(path)

        await self._answering.answer(inbound, send)
        self._done(path)

    def _done(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._waiting.pop(path.name, None)

    def _put_off(self, path: Path, why: str) -> None:
        """Later and later, and not for ever."""
        tries, _ = self._waiting.get(path.name, (0, 0.0))
        logger.warning("gammu: a reply was not taken (%s)", why)
        if tries >= len(self._waits):
            logger.error("gammu: a reply could not be handed over and was given up after %d tries", tries + 1)
            self._done(path)
            return
        self._waiting[path.name] = (tries + 1, self._clock() + self._waits[tries])

    def _say_once(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            logger.error("gammu: its folders cannot be used (%s)", trouble)
        self._trouble = trouble


class GammuGateway(Gateway):
    """Nothing calls it, and it is called by nobody: both ways are folders."""

    def __init__(self, settings: Gammu) -> None:
        self._settings = settings
        self._inbox: GammuInbox | None = None

    def background(self, answering: Answering, is_loaded: Callable[[], bool]) -> Iterable[Coroutine[Any, Any, None]]:
        self._inbox = GammuInbox(answering, self._settings, is_loaded=is_loaded)
        yield self._inbox.run()

    def problem(self) -> str | None:
        return self._inbox.problem if self._inbox else None

    def state(self) -> GatewayState:
        return "down" if self.problem() else "ok"

    def folder(self) -> str:
        return str(self._settings.folder)


def wrong_settings(settings: Gammu) -> list[str]:
    """What keeps texts from being answered, by the setting's name. It may come later: the bot starts all the same."""
    found = []
    missing = [name for name in ("inbox", "outbox") if not os.path.isdir(settings.folder / name)]
    if missing:
        found.append(f"{GAMMU_FOLDER} names a folder without {' and '.join(missing)}: no text comes in or goes out")
    if not shutil.which(settings.inject, path=os.defpath):
        found.append(f"{GAMMU_INJECT} names no program that can be run: no text goes out")
    return found


def _settled(path: Path, seconds: float) -> bool:
    try:
        return time.time() - path.stat().st_mtime > seconds
    except FileNotFoundError:
        return False
