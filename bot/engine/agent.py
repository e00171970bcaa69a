"""Loads the newest model into a Rasa agent with our memory and our actions."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import rasa.core.agent as rasa_agent
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.aside import Aside
from bot.engine.in_process import Runner, install
from bot.engine.tracker_store import ForgetfulTrackerStore
from bot.understanding.in_context import in_context

logger = logging.getLogger(__name__)

WARM_UP = "warm-up"


class InContext(MessageProcessor):
    """Reads each message in the light of what the conversation's slots remember, beside the event loop."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._reading = Aside("understanding")

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        # Rasa's own is a coroutine that never waits: it would run the whole pipeline on the loop.
        known = tracker or DialogueStateTracker.from_events(message.sender_id, [])
        read = partial(self._parse_message_with_graph, message, known, only_output_properties)
        parsed = await self._reading.run(read)
        return in_context(parsed, tracker.current_slot_values() if tracker else {})


class ModelMissing(Exception):
    """There is no model to load, or it cannot be loaded; the message says what to do."""


@dataclass(frozen=True)
class Engine:
    """A ready agent and the parts of it that others ask for."""

    agent: Agent
    tracker_store: ForgetfulTrackerStore
    runner: Runner


def newest_model(folder: Path) -> Path:
    """The model last trained in the folder; raises ModelMissing."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise ModelMissing(f"no model in {folder.name}/: run `make train`")
    return models[-1]


def load_engine(folder: Path) -> Engine:
    """Loads it all, which takes some seconds; raises ModelMissing."""
    model = newest_model(folder)
    store = ForgetfulTrackerStore()
    runner = install("actions")
    # Agent.load builds a MessageProcessor by this name, and offers no setting for another.
    rasa_agent.MessageProcessor = InContext
    try:
        agent = Agent.load(model, tracker_store=store, lock_store=InMemoryLockStore())
    except Exception as error:
        raise ModelMissing(
            f"{model.name} cannot be loaded ({type(error.__cause__ or error).__name__}): run `make train`"
        ) from error
    _warm_up(agent, store)
    return Engine(agent, store, runner)


def _warm_up(agent: Agent, store: ForgetfulTrackerStore) -> None:
    """Has one message of our own answered, which opens the directory: if it goes away later, this copy stays in use."""
    message = UserMessage("hello", CollectingOutputChannel(), WARM_UP, input_channel="rest")
    try:
        asyncio.run(agent.handle_message(message))
    except Exception as error:  # noqa: BLE001 - whatever it is, the safety net answers
        logger.error("%s while warming up: the safety net answers", type(error).__name__)
    store.forget(WARM_UP)
