"""The port is open, and 999 is named, before what takes long is even imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.settings import ROOT

LOADS = (
    "import asyncio; from bot.cli import main; main(['directory', '--help'], standalone_mode=False); "
    "import bot.engine.agent; print(type(asyncio.get_event_loop_policy()).__module__)"
)
HEAVY = ("rasa", "sklearn", "scipy", "sqlalchemy", "matplotlib", "dask", "onnxruntime", "lingua")
SAYS = f"import sys, bot.serving; print([name for name in {HEAVY} if name in sys.modules])"


@pytest.mark.process
def test_the_server_begins_without_rasa_and_all_that_it_brings() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SAYS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.process
def test_what_rasa_imports_changes_no_event_loop_so_that_a_training_can_be_started() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "asyncio.unix_events"
