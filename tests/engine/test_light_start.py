"""The port is open, and 999 is named, before what takes long is even imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.settings import ROOT

HEAVY = ("rasa", "sklearn", "scipy", "sqlalchemy", "matplotlib", "dask", "onnxruntime", "lingua")
SAYS = f"import sys, bot.serving; print([name for name in {HEAVY} if name in sys.modules])"


@pytest.mark.process
def test_the_server_begins_without_rasa_and_all_that_it_brings() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SAYS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
