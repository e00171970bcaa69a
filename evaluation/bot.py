"""This bot, whole, in this process: as the server has it, but for HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot import training
from bot.engine import last_resort
from bot.engine.agent import Engine, load_engine
from bot.engine.safety_net import SafetyNet
from directory.build import build
from directory.paths import source_folder, target_file
from evaluation.cases import Case, CaseSet
from evaluation.judge import read_reply, why_wrong
from evaluation.readings import read
from evaluation.results import Answers, Heard, Result

logger = logging.getLogger(__name__)

# Where judges from outside send their messages, also those of conversations by SMS.
CHANNEL = "rest"


class Overheard:
    """An agent that remembers how the safety net passed on the last message."""

    def __init__(self, engine: Engine) -> None:
        self._agent = engine.agent
        self.said = ""

    async def handle_message(self, message: UserMessage) -> Any:
        self.said = message.text or ""
        return await self._agent.handle_message(message)


class _After:
    """Reads a message as it was read after what this conversation had remembered by then."""

    def __init__(self, engine: Engine, tracker: DialogueStateTracker | None) -> None:
        self._processor = engine.agent.processor
        self._tracker = tracker

    async def parse_message(self, message_data: str) -> dict[str, Any]:
        parsed: dict[str, Any] = await self._processor.parse_message(UserMessage(message_data), self._tracker)
        return parsed


class Bot:
    """Ready to answer. Conversations are forgotten when they end."""

    def __init__(self, engine: Engine, net: SafetyNet) -> None:
        self._engine = engine
        self._net = net
        self._overheard = net.agent = Overheard(engine)

    def answer(self, case_set: CaseSet) -> Answers:
        """All messages, each from somebody new, and all conversations."""
        logger.info("Answering %s ...", case_set.name)
        return asyncio.run(self._all(case_set))

    async def _all(self, case_set: CaseSet) -> Answers:
        messages = [await self._case(case) for case in case_set.messages]
        dialogues = [await self._case(case) for case in case_set.dialogues]
        return Answers(case_set.name, case_set.fingerprint, tuple(messages), tuple(dialogues))

    async def _case(self, case: Case) -> Result:
        sender = secrets.token_hex(16)
        heard: list[Heard] = []
        for turn in case.turns:
            before = await self._engine.tracker_store.retrieve(sender)
            reply = read_reply(await self._net.answer(turn.say, sender, channel=CHANNEL))
            reading = await read(_After(self._engine, before), self._overheard.said)
            heard.append(Heard(turn, reply, why_wrong(turn.expected, reply), reading))
        self._net.forget(sender)
        self._engine.tracker_store.forget(sender)
        return Result(case, tuple(heard))


def load_bot(models: Path) -> Bot:
    """Builds the directory and trains where that is needed. Raises DirectoryError, TrainingFailed or ModelMissing."""
    build(source_folder(), target_file(), at=datetime.now(UTC))
    if not training.is_current(models):
        logger.info("Training this bot, a few minutes ...")
        # Rasa prints where it saved the model.
        with contextlib.redirect_stdout(sys.stderr):
            training.train(models)
    logger.info("Loading this bot ...")
    return Bot(load_engine(models), SafetyNet(last_resort.load()))


def texts(answers: Answers) -> Sequence[str]:
    """The messages of a set as they were typed."""
    return [heard.turn.say for heard in answers.said()]
