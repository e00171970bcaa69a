"""What hangs in a thread, until the test is over."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest


@pytest.fixture
def stuck() -> Iterator[threading.Event]:
    """What hangs waits for it."""
    event = threading.Event()
    yield event
    event.set()
