"""Where Rasa unpacks a model while it loads it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MEMORY = "/dev/shm"
# Of the size of the archive.
UNPACKED = 3


@contextmanager
def room_to_unpack(model: Path) -> Iterator[None]:
    """The temporary folder, or memory where that takes nothing: a full disk, or one that can only be read."""
    before = tempfile.tempdir
    try:
        tempfile.tempdir = _place(UNPACKED * model.stat().st_size)
        yield
    finally:
        tempfile.tempdir = before


def _place(needed: int) -> str | None:
    try:
        usual = tempfile.gettempdir()
    except FileNotFoundError:
        return IN_MEMORY
    if _takes(usual, needed) or not _takes(IN_MEMORY, needed):
        return usual
    return IN_MEMORY


def _takes(folder: str, needed: int) -> bool:
    try:
        return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > needed
    except OSError:
        return False
