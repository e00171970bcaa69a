"""Rasa is loaded where nothing of the table can be had but what stands in for it, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.settings import ROOT
from tests.running import environment
from tests.waiting import PATIENCE

# Real Matplotlib comes with the tests: its stand-in goes before here, as it does where it is not installed.
FIRST = f"""import sys
sys.path.insert(0, {str(ROOT / "absent")!r})
sys.dont_write_bytecode = True
"""
WHERE = """
from absence.table import TABLE
real = [name for name in TABLE if "absent" not in (getattr(sys.modules.get(name), "__file__", None) or "absent")]
loaded = [name for name in {unwanted!r} if name in sys.modules]
assert not (real or loaded), (real, loaded)
"""
UNWANTED = ("sympy", "networkx", "huggingface_hub", "confluent_kafka", "psycopg2", "sklearn_crfsuite", "babel", "PIL")
LOADED = {
    "agent": "rasa.core.agent",
    "channels": "rasa.core.channels",
    "stores": "rasa.core.tracker_store, rasa.core.lock_store",
    "training": "rasa.model_training, rasa.engine.recipes.default_recipe",
    "testing": "rasa.nlu.test, rasa.core.test, rasa.utils.plotting",
    "validation": "rasa.validator, rasa.cli.data, rasa.__main__",
    "server": "rasa.server, rasa.core.run, bot.server, bot.engine.agent",
    "terminal": "rasa.core.channels.console, bot.terminal",
}


@pytest.mark.process
@pytest.mark.parametrize("modules", LOADED.values(), ids=LOADED)
def test_it_is_loaded_without_the_real_ones(modules: str) -> None:
    program = FIRST + f"import {modules}" + WHERE.format(unwanted=UNWANTED)
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.process
def test_a_plot_says_what_is_missing() -> None:
    call = "from rasa.utils.plotting import plot_curve\nplot_curve('out', [1])"
    command = [sys.executable, "-W", "ignore", "-c", f"{FIRST}{call}"]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT, check=False
    )
    assert "matplotlib.get_backend needs matplotlib" in done.stderr
