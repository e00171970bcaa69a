"""What is loaded to answer with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rasa.core.agent import Agent

    from bot.engine.in_process import Runner
    from bot.engine.tracker_store import ForgetfulTrackerStore


class ModelMissing(Exception):
    """There is no model to load, or none can be loaded; the message says why."""


@dataclass(frozen=True)
class Engine:
    """A ready agent and the parts of it that others ask for.

    `is_newest` is False where an older model had to do. `problems` are lines on what is worse than it should be.
    """

    agent: Agent
    tracker_store: ForgetfulTrackerStore
    runner: Runner
    is_newest: bool = True
    problems: tuple[str, ...] = ()
