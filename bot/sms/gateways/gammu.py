"""Gammu SMSD, for a USB modem: its inbox folder is the queue. A file stays there until its reply is handed over."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.sms.answering import Answering
from bot.sms.gateways.gammu_outbox import WAIT as SLOW
from bot.sms.gateways.gammu_outbox import GammuOutbox, NotTaken, Unreadable
from bot.sms.identity import reply_address
from bot.sms.message import Answer, Inbound
from bot.sms.outbox import WAITS
from bot.sms.pieces import piece_of
from bot.sms.settings import GAMMU_FOLDER, GAMMU_INJECT, Gammu

logger = logging.getLogger(__name__)

GATEWAY, FILES = "gammu", "IN*"
EVERY = 0.5
# A file that was not touched for so long is all there, or will never be.
SETTLED, NEVER_WHOLE = 0.5, 60.0
LONGEST_LOAD = 60.0
SECTION, LAST_LINE = "[SMSBackup", "MessageReference"
WAP_PUSH = "05040B84"
# Where the notice of a picture says who sent it; the notice itself comes from a machine.
PICTURE_FROM = re.compile(rb"(\+?\d{7,15})/TYPE=PLMN")
Kind = Literal["words", "no words", "nothing to answer"]
Fields = dict[str, str]


@dataclass(frozen=True)
class Received:
    """One text, whatever the number of its parts. Number and words stay out of its repr.

    `piece_of` as in an Inbound: after its time the daemon hands over what stands before a lost part, and then each part
    behind it by itself, a minute apart.
    """

    kind: Kind
    sender: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    sent_at: str = field(default="", repr=False)
    piece_of: str = field(default="", repr=False)


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
                await self.look()
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
            found = received(path.read_bytes())
        except FileNotFoundError:
            self._done(path)
            return
        number = reply_address(found.sender)

        async def send(answer: Answer) -> None:
            if number and answer.texts:
                await self._outbox.send(number, answer.texts, urgency=answer.urgency)
            # Here, since this runs to its end even where the server stops meanwhile.
            self._done(path)

        if found.kind != "nothing to answer":
            await self._answering.answer(_inbound(found), send)
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


def wrong_settings(settings: Gammu) -> list[str]:
    """What keeps texts from being answered, by the setting's name. It may come later: the bot starts all the same."""
    found = []
    missing = [name for name in ("inbox", "outbox") if not os.path.isdir(settings.folder / name)]
    if missing:
        found.append(f"{GAMMU_FOLDER} names a folder without {' and '.join(missing)}: no text comes in or goes out")
    if not shutil.which(settings.inject, path=os.defpath):
        found.append(f"{GAMMU_INJECT} names no program that can be run: no text goes out")
    return found


def received(content: bytes) -> Received:
    """What a file of the inbox holds; raises Unreadable, also for one that is still being written."""
    parts = _sections(content.decode("utf-8", "replace"))
    if not parts or any(LAST_LINE not in part for part in parts):
        raise Unreadable
    try:
        sender, said = _unicode(parts[0].get("NumberUnicode", "")), b"".join(map(_bytes, parts))
    except ValueError:
        raise Unreadable from None
    sent_at = parts[0].get("DateTime", "")
    if any(part.get("PDU") == "Status_Report" for part in parts):
        return Received("nothing to answer")
    if all(part.get("Coding") == "8bit" for part in parts):
        return _without_words(parts[0].get("UDH", ""), sender, said, sent_at)
    return Received("words", sender, said.decode("utf-16-be", "replace"), sent_at, _piece_of(parts))


def _piece_of(parts: Sequence[Fields]) -> str:
    """Which text it belongs to, where not all of that is here."""
    try:
        piece = piece_of(bytes.fromhex(parts[0].get("UDH", "")))
    except ValueError:
        return ""
    return piece.text if piece and len(parts) < piece.many else ""


def _without_words(udh: str, sender: str, said: bytes, sent_at: str) -> Received:
    """A picture, a business card and the like. Those on a machine's way (WAP push) that name nobody are dropped."""
    if WAP_PUSH not in udh:
        return Received("no words", sender, "", sent_at)
    from_whom = PICTURE_FROM.search(said)
    return Received("no words", from_whom[1].decode(), "", sent_at) if from_whom else Received("nothing to answer")


def _inbound(found: Received) -> Inbound:
    """Without an id: the serial in a file's name is another one when the daemon hands the same text over again."""
    wordless = found.kind == "no words"
    return Inbound(GATEWAY, "", found.sender, found.text, found.sent_at, wordless, found.piece_of)


def _settled(path: Path, seconds: float) -> bool:
    try:
        return time.time() - path.stat().st_mtime > seconds
    except FileNotFoundError:
        return False


def _sections(content: str) -> list[Fields]:
    """By line feeds alone: the words stand in comments too, and may hold other ends of lines.

    What follows the last line feed is not whole.
    """
    found: list[Fields] = []
    for line in content.split("\n")[:-1]:
        name, is_field, value = line.partition(" = ")
        if line.startswith(SECTION):
            found.append({})
        elif found and is_field and not line.startswith(";"):
            found[-1][name] = value.strip('\r"')
    return found


def _bytes(part: Fields) -> bytes:
    return bytes.fromhex("".join(part[name] for name in sorted(part) if re.fullmatch(r"Text\d+", name)))


def _unicode(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
