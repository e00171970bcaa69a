"""Loads the newest model into a Rasa agent with our memory and our actions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from threadpoolctl import threadpool_limits

from bot import training
from bot.engine import graph_runner, processor
from bot.engine.engine import Engine, ModelMissing
from bot.engine.in_process import Runner, install
from bot.engine.one_at_a_time import OneAtATime
from bot.engine.response_files import readable_wording
from bot.engine.tracker_store import ForgetfulTrackerStore
from bot.engine.unpacking import room_to_unpack
from bot.model_files import is_intact
from bot.understanding.encoder import files as encoder_files

logger = logging.getLogger(__name__)

WARM_UP = "warm-up"


def load_engine(folder: Path, store: ForgetfulTrackerStore | None = None) -> Engine:
    """Loads the best model that is whole, which takes some seconds; raises ModelMissing.

    With the `store` of an earlier engine its conversations go on.
    """
    store = store or ForgetfulTrackerStore()
    runner = install("actions")
    unspoken = tuple(_take_up_wording(runner))
    graph_runner.install()
    processor.install()
    refused: list[str] = []
    for model in training.best_first(folder):
        try:
            agent = _load(model, store)
        except ModelMissing as error:
            logger.error("%s", error)
            refused.append(str(error))
            continue
        # A message's products are small: a second thread of the linear algebra would only spin (1,800 yields a turn).
        threadpool_limits(1, user_api="blas")
        _warm_up(agent, store)
        is_newest = model == training.current(folder)
        problems = (*refused, *unspoken, *_worse(model, is_newest=is_newest))
        return Engine(agent, store, runner, is_newest, problems)
    raise ModelMissing("; ".join(refused) or f"there is no model in {folder.name}/")


def _take_up_wording(runner: Runner) -> Iterator[str]:
    """The wording of now; where a file is broken that of before goes on, at a start what the other files have."""
    found, problems = readable_wording()
    rest = "the last good one stays" if runner.wording else "its replies are the card"
    for problem in problems:
        logger.error("the wording was changed but not taken up: %s", problem)
        yield f"the wording was changed but not taken up, {rest}: {problem}"
    if not problems or not runner.wording:
        runner.wording = found


def _load(model: Path, store: ForgetfulTrackerStore) -> Agent:
    if not is_intact(model):
        raise ModelMissing(f"{model.name} is damaged")
    try:
        with room_to_unpack(model):
            agent = Agent.load(model, tracker_store=store, lock_store=OneAtATime())
    except Exception as error:
        raise ModelMissing(f"{model.name} cannot be loaded ({type(error.__cause__ or error).__name__})") from error
    # Rasa wraps it in one that makes new trackers by itself, and keeps all that was said where saving fails.
    agent.tracker_store = agent.processor.tracker_store = store
    return agent


def _worse(model: Path, *, is_newest: bool) -> Iterator[str]:
    if not is_newest:
        yield f"an older model is in use ({model.name})"
    if refused := encoder_files.problem():
        yield f"the sentence encoder is off, understanding is weaker: {refused}"


def _warm_up(agent: Agent, store: ForgetfulTrackerStore) -> None:
    """Has one message of our own answered, which opens the directory: if it goes away later, this copy stays in use."""
    message = UserMessage("hello", CollectingOutputChannel(), WARM_UP, input_channel="rest")
    try:
        asyncio.run(agent.handle_message(message))
    except Exception as error:  # noqa: BLE001 - whatever it is, the safety net answers
        logger.error("%s while warming up: the safety net answers", type(error).__name__)
    store.forget(WARM_UP)
