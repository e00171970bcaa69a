"""The model of a running server: loaded where it is whole, else trained beside the server and loaded then."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bot import training
from bot.engine.daemon import in_daemon
from bot.engine.engine import Engine, ModelMissing

logger = logging.getLogger(__name__)

# Seconds after a training or a load that failed; the last one goes on. The cause may pass: a full disk, no memory.
WAITS = (10.0, 60.0, 600.0)
# People who are answered come before a training; how often that one looks whether its server is still there.
NICE, LOOK_EVERY = 10, 1.0
TRAINED_NOW = "the model is being trained, a few minutes"
NOT_TRAINED = "the model could not be trained, which is tried again: see the log"

Load = Callable[[], Engine]


class Trains(Protocol):
    """What makes a model where there is none that is whole."""

    def is_needed(self) -> bool: ...

    async def train(self) -> bool: ...


class Upkeep:
    """`take` gets each engine that is ready: an older one first, where there is one, and the newest in the end.

    `problems` are lines for /healthz.
    """

    def __init__(self, load: Load, take: Callable[[Engine], None], *, trainer: Trains | None = None) -> None:
        self._load = load
        self._take = take
        self._trainer = trainer
        self._state: tuple[str, ...] = ("loading",)
        self._worse: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        return (*self._state, *self._worse)

    async def run(self) -> None:
        """Returns once the newest model is in use; without a trainer, once there is nothing more to do."""
        done, trainer = await self._load_best(), self._trainer
        waits = itertools.chain(WAITS, itertools.repeat(WAITS[-1]))
        while trainer and not done:
            needed = await in_daemon(trainer.is_needed, "model")
            trained = needed and await self._trained(trainer)
            # One that is whole and could not be loaded is not trained again.
            if not trained:
                await asyncio.sleep(next(waits))
            if trained or not needed:
                done = await self._load_best()

    async def _load_best(self) -> bool:
        self._state = ("loading",)
        try:
            engine = await in_daemon(self._load, "model")
        except ModelMissing as error:
            self._state, self._worse = (), (str(error),)
            logger.error("%s; until then people get the last-resort card", error)
            return False
        self._state, self._worse = (), engine.problems
        self._take(engine)
        return engine.is_newest

    async def _trained(self, trainer: Trains) -> bool:
        self._state = (TRAINED_NOW,)
        logger.info("%s", TRAINED_NOW)
        trained = await trainer.train()
        self._state = () if trained else (NOT_TRAINED,)
        return trained


class NoUpkeep:
    """For an engine that was loaded before and stays: the next one comes with the next generation of workers."""

    def __init__(self, engine: Engine) -> None:
        self.problems = engine.problems

    async def run(self) -> None:
        """Nothing."""


class Trainer:
    """Trains in a process of its own, which yields to the server; it ends with it."""

    def __init__(self, models: Path) -> None:
        self._models = models

    def is_needed(self) -> bool:
        return not training.is_current(self._models)

    async def train(self) -> bool:
        """Whether it could be done; the process says itself what is wrong."""
        command = (sys.executable, "-W", "ignore", "-m", "bot.cli", "train", "--beside", str(os.getpid()))
        # Out of reach of Ctrl-C: it is ended here.
        process = await asyncio.create_subprocess_exec(*command, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            return await process.wait() == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()


def yield_to(parent: int) -> None:
    """Said by such a process: from now on it comes after others, and ends with its parent, however that ended."""
    os.nice(NICE)
    threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)
