"""Our own directory with something changed in it, and the actions speaking from that."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.build import build
from directory.live import LiveDirectory
from directory.paths import PACKAGE
from directory.store import Directory


def copied(folder: Path) -> Path:
    """A copy of our YAML, to be changed."""
    return shutil.copytree(PACKAGE, folder / "source", ignore=shutil.ignore_patterns("*.py", "hsds", "__pycache__"))


def of_havant(service_id: str) -> str:
    """Where the file of a service of the town's own lies."""
    return f"towns/havant/services/{service_id}.yaml"


@contextmanager
def spoken_from(source: Path) -> Iterator[Directory]:
    """The directory built from it, which is the one that all actions know meanwhile."""
    target = source.parent / "directory.sqlite"
    directory = build(source, target, at=datetime.now(UTC))
    with pytest.MonkeyPatch.context() as patch:
        live = LiveDirectory(target)
        patch.setattr("actions.replies.turn.live_directory", lambda: live)
        yield directory
    directory.close()
