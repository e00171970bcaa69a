"""What a server does beside answering. Work that dies is said, not forgotten with its task."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import Any

from bot.engine.error_place import place_of

logger = logging.getLogger(__name__)

DIED = "a part of the server has ended by an error: see the log, and restart it"


class Background:
    """Tasks that run until the server stops."""

    def __init__(self) -> None:
        self.problem: str | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def start(self, work: Iterable[Coroutine[Any, Any, None]]) -> None:
        """Begins the work; an event loop has to be running."""
        self._tasks = [asyncio.create_task(each) for each in work]
        for task in self._tasks:
            task.add_done_callback(self._ended)

    def stop(self) -> None:
        """Ends all of it."""
        for task in self._tasks:
            task.cancel()

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            self.problem = DIED
            logger.error("%s in the background, %s", type(error).__name__, place_of(error))
