"""The short form of `make fuzz`: a few hundred requests over every door of the real server."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

import pytest

from fuzz.report import report
from fuzz.run import run
from tests.waiting import PATIENCE

FIXED = 1
REQUESTS = 300


@pytest.mark.parametrize("seed", [FIXED, None], ids=["fixed", "new"])
def test_nothing_breaks_falls_silent_or_is_written_down(tmp_path: Path, model: Path, seed: int | None) -> None:
    """Where it fails, the report says the seed and how to send it again."""
    seed = secrets.randbelow(10**6) if seed is None else seed
    found = asyncio.run(run(tmp_path, model, seed=seed, number=REQUESTS, seconds=PATIENCE, waits=False))
    assert found.is_well, report(found)
    assert (found.sent >= REQUESTS, len(found.told) > 4) == (True, True)
