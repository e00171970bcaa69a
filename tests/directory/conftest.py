"""A small town's directory, and the project's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.build import build
from directory.paths import PACKAGE
from directory.store import Directory
from tests.directory.town import AT, write_town


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_town(tmp_path / "source")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "built" / "directory.sqlite"


@pytest.fixture
def town(source: Path, target: Path) -> Iterator[Directory]:
    directory = build(source, target, at=AT)
    yield directory
    directory.close()


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    """The directory that this project ships."""
    at = max(datetime.now(UTC), datetime(2026, 11, 24, tzinfo=UTC))
    directory = build(PACKAGE, tmp_path_factory.mktemp("own") / "directory.sqlite", at=at)
    yield directory
    directory.close()
