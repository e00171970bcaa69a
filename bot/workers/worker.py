"""What a forked worker does: it serves on its socket, and tells its parent that it lives."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Collection

from bot.wire.systemd import READY

ALIVE = b"."
EVERY = 1.0


class Parent:
    """In place of systemd, which the supervisor speaks to. Without a parent a worker ends.

    `parents` are the generation that forked it and the supervisor that takes it over where that one is killed.
    """

    def __init__(self, pipe: int, parents: Collection[int], stop: Callable[[], None]) -> None:
        os.set_blocking(pipe, False)
        self._pipe = pipe
        self._parents = parents
        self._stop = stop

    def say(self, state: str) -> None:
        """That it listens; the rest is for systemd."""
        if state == READY:
            self._beat()

    async def feed(self) -> None:
        """Tells the parent every second that this worker lives, and ends it where there is no parent."""
        while True:
            await asyncio.sleep(EVERY)
            self._beat()
            if os.getppid() not in self._parents:
                self._stop()

    def _beat(self) -> None:
        try:
            os.write(self._pipe, ALIVE)
        except OSError:
            # The generation is gone, or does not listen just now; who the parent is says more.
            return
