"""The web channel, before an agent that offers a button."""

from __future__ import annotations

import pytest

from tests.engine.agents import Listening

MENU = [{"title": "My own use", "payload": "/treatment"}]


@pytest.fixture
def agent() -> Listening:
    return Listening(MENU)
