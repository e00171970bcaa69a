"""A Valkey as it is shipped."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.state.engines import MISSING, PROGRAM, Valkey


@pytest.fixture
def home() -> Iterator[Path]:
    """Of a short name: a socket's path may have 107 letters."""
    folder = Path(tempfile.mkdtemp(prefix="state-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def valkey(home: Path) -> Iterator[Valkey]:
    if PROGRAM is None:
        pytest.skip(MISSING)
    running = Valkey(home)
    yield running
    running.stop()
