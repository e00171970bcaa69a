"""What goes wrong beside people who write, with real engines: nothing is lost or forgotten, nothing comes twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.engines import EnginesRunning, running_engines
from bench.fault_kinds import KINDS, ON_A_SMALL_DISK, WITH_A_CLOCK
from bench.fault_phones import phones
from bench.faults import beside
from bench.slow_way import SlowWay
from rig.clock import MISSING
from rig.engines import missing

# All that one engine starts, the same worker of the tests uses.
pytestmark = [pytest.mark.process, pytest.mark.valkey, pytest.mark.xdist_group("engines")]

SECONDS = 6.0
# Those of workers, of Valkey and of HAProxy that are killed have tests of their own.
TRIED = (
    "each text handed over again, to any worker",
    "both workers killed every 4 s",
    "texts wait to be sent, both workers killed",
    "Valkey down for 6 s and three workers killed",
    "out of file descriptors for 5 s",
    "the disk full for all, a YAML file changes, a worker killed",
    "the built directory removed, cut, rubbish",
    "the same, written over in place",
    "the encoder's file cut short, a worker killed, `signpost reload`",
    "the clock an hour ahead, an hour back, right again",
    "the clock an hour ahead, both workers killed",
)

# Where a worker dies between the gateway's answer and telling others of it, a text is sent twice, rather than never.
AMID_AN_ANSWER = 2

Engines = tuple[EnginesRunning, SlowWay]


@pytest.fixture(scope="module")
def running(model: Path) -> Iterator[Engines]:
    if missing():
        pytest.skip(f"needs {' and '.join(missing())} (Debian's packages)")
    with phones() as gateway, running_engines(gateway, models=model, own=True) as found:
        yield found


@pytest.mark.parametrize("name", TRIED)
def test_nothing_is_lost_or_doubled(running: Engines, name: str) -> None:
    if name in ON_A_SMALL_DISK and not running[0].has_small_disk:
        pytest.skip("needs root, to mount a small disk")
    if name in WITH_A_CLOCK and not running[0].clock:
        pytest.skip(MISSING)
    outcome = asyncio.run(beside(*running, name, SECONDS))
    assert outcome.requests > 0
    assert (outcome.lost, outcome.forgotten) == ([], 0)
    assert outcome.answered_otherwise == 0
    assert outcome.sent_twice <= (AMID_AN_ANSWER if "killed" in name else 0)


def test_each_fault_has_a_name_that_is_known() -> None:
    assert set(TRIED) | ON_A_SMALL_DISK | WITH_A_CLOCK <= set(KINDS)
