"""A changed YAML file of the directory is built while the server runs; a broken one is named and left alone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from directory.errors import DirectoryError
from directory.paths import chosen_town, files_of, source_folder

logger = logging.getLogger(__name__)

LOOK_EVERY = 2.0
# A full disk may have room again, without any file being changed.
TRY_AGAIN = 60.0


class SourceWatch:
    """Looks for changes until it is cancelled; what was built is picked up by whoever holds a LiveDirectory.

    `problem` is one line while the newest change could not be taken up.
    """

    def __init__(self, target: Path, *, problem: str | None = None) -> None:
        self.problem = problem
        self._target = target
        self._folder, self._town = source_folder(), chosen_town()
        self._said = ""
        self._seen = self._stamp()

    async def run(self) -> None:
        """Looks every two seconds, until it is cancelled."""
        seen, looked = self._seen, 0.0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            looked += LOOK_EVERY
            try:
                found = self._stamp()
            except OSError as error:
                # Where file descriptors are out no folder can be looked into.
                logger.warning("the directory's files could not be looked at (%s)", type(error).__name__)
                continue
            if found != seen or (self.problem and looked >= TRY_AGAIN):
                seen, looked = found, 0.0
                await asyncio.get_running_loop().run_in_executor(None, self._build)

    def _build(self) -> None:
        # Most servers end before the first change.
        from directory.build import build

        try:
            build(self._folder, self._target, at=datetime.now(UTC), town=self._town).close()
        except DirectoryError as error:
            self._not_taken_up(str(error))
        except Exception as error:  # noqa: BLE001 - whatever a file does to the build, the next change is looked for
            self._not_taken_up(type(error).__name__)
        else:
            self.problem, self._said = None, ""
            logger.info("the directory was changed and built anew")

    def _stamp(self) -> tuple[tuple[str, int], ...]:
        return tuple(sorted(_dated(files_of(self._folder, self._town))))

    def _not_taken_up(self, why: str) -> None:
        self.problem = "the directory was changed but not taken up, the last good one stays: see the log"
        if why != self._said:
            self._said = why
            logger.error("the directory was changed but not taken up: %s", why)


def _dated(files: Iterable[Path]) -> Iterator[tuple[str, int]]:
    for path in files:
        # An editor may take a file away and put the new one in its place between our two looks.
        with contextlib.suppress(FileNotFoundError):
            yield str(path), path.stat().st_mtime_ns
