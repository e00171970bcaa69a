"""A changed YAML file of the directory is built while the server runs; a broken one is named and left alone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from directory.build import build
from directory.errors import DirectoryError
from directory.paths import source_folder

logger = logging.getLogger(__name__)

LOOK_EVERY = 2.0


async def watch_sources(target: Path) -> None:
    """Never returns; the built file is then picked up by whoever holds a LiveDirectory."""
    folder = source_folder()
    seen = _stamp(folder)
    while True:
        await asyncio.sleep(LOOK_EVERY)
        found = _stamp(folder)
        if found != seen:
            seen = found
            await asyncio.get_running_loop().run_in_executor(None, _build, folder, target)


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(_dated([*folder.glob("*.yaml"), *folder.glob("*/*.yaml")])))


def _dated(files: list[Path]) -> Iterator[tuple[str, int]]:
    for path in files:
        # An editor may take a file away and put the new one in its place between our two looks.
        with contextlib.suppress(FileNotFoundError):
            yield str(path), path.stat().st_mtime_ns


def _build(folder: Path, target: Path) -> None:
    try:
        build(folder, target, at=datetime.now(UTC))
    except DirectoryError as error:
        logger.error("the directory was changed but not taken up: %s", error)
    else:
        logger.info("the directory was changed and built anew")
