"""A log for lines that others bring about: each once a minute, so that nobody fills it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from bot.engine.rates import A_MINUTE


class ThrottledLog:
    """Writes to `logger`. It remembers the lines that it wrote: few, and all of them ours."""

    def __init__(self, logger: logging.Logger, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._logger = logger
        self._clock = clock
        self._written: dict[tuple[str, ...], float] = {}

    def warning(self, line: str, *values: str | int) -> None:
        """As a logger does it. A line is the same whatever the numbers in it."""
        self._write(logging.WARNING, line, values)

    def error(self, line: str, *values: str | int) -> None:
        """The same for what has to be mended."""
        self._write(logging.ERROR, line, values)

    def _write(self, level: int, line: str, values: tuple[str | int, ...]) -> None:
        key, now = (line, *(value for value in values if isinstance(value, str))), self._clock()
        if now >= self._written.get(key, -A_MINUTE) + A_MINUTE:
            self._written[key] = now
            self._logger.log(level, line, *values)
