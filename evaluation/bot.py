"""This bot, whole, in this process: as the server has it, but for HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot import training
from bot.engine import last_resort
from bot.engine.agent import load_engine
from bot.engine.engine import Engine
from bot.engine.safety_net import SafetyNet
from directory.build import build
from directory.paths import source_folder, target_file
from evaluation.ablations import Ablation, Parse, Parsed, whole
from evaluation.answers import Answers, Judged, ReadMessage, Result, read
from evaluation.cases import Case, CaseSet
from evaluation.judge import read_reply, why_wrong

logger = logging.getLogger(__name__)

# Where judges from outside send their messages, also those of conversations by SMS.
CHANNEL = "rest"


class Ear:
    """Stands where the processor parses messages, and remembers the last one with what was known before it."""

    def __init__(self, parse: Parse, ablation: Ablation) -> None:
        self._parse = parse
        self._ablation = ablation
        self._parsed: Parsed = {}
        self._slots: dict[str, Any] = {}

    async def __call__(self, message: UserMessage, tracker: DialogueStateTracker, *_: Any, **__: Any) -> Parsed:
        self._slots = dict(tracker.current_slot_values())
        self._parsed = await self._ablation(self._parse, message, tracker)
        return self._parsed

    def forget(self) -> None:
        """What is read next without being parsed gives an empty reading."""
        self._parsed, self._slots = {}, {}

    def reading(self, said: str) -> ReadMessage:
        """How the last message was read."""
        return read(self._parsed, said, self._slots)


@contextlib.contextmanager
def overhearing(processor: Any, ablation: Ablation) -> Iterator[Ear]:
    """The processor parses by way of an ear until the block ends."""
    ear = Ear(processor.parse_message, ablation)
    processor.parse_message = ear
    try:
        yield ear
    finally:
        del processor.parse_message


class Bot:
    """Ready to answer. Conversations are forgotten when they end."""

    def __init__(self, engine: Engine, net: SafetyNet) -> None:
        self._engine = engine
        self._net = net
        net.agent = engine.agent

    def answer(self, cases: CaseSet, ablation: Ablation = whole) -> Answers:
        """All messages, each from somebody new, and all conversations."""
        with overhearing(self._engine.agent.processor, ablation) as ear:
            return asyncio.run(self._all(cases, ear))

    async def _all(self, cases: CaseSet, ear: Ear) -> Answers:
        messages = [await self._case(case, ear) for case in cases.messages]
        dialogues = [await self._case(case, ear) for case in cases.dialogues]
        return Answers(cases, tuple(messages), tuple(dialogues))

    async def _case(self, case: Case, ear: Ear) -> Result:
        sender = secrets.token_hex(16)
        heard: list[Judged] = []
        for place, turn in enumerate(case.turns, start=1):
            ear.forget()
            reply = read_reply(await self._net.answer(turn.say, sender, channel=CHANNEL))
            heard.append(Judged(turn, reply, why_wrong(turn.expected, reply), ear.reading(turn.say), place))
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
    return Bot(load_engine(models), SafetyNet(last_resort.load(), hurried=False))
