"""The card that the static pages have to hold."""

from __future__ import annotations

import pytest

from bot.engine.last_resort import LastResort


@pytest.fixture(scope="session")
def card(last_resort: LastResort) -> list[str]:
    """Its lines, as a directory that was just built fills them."""
    return [line for paragraph in last_resort.card for line in paragraph.split("\n")]
