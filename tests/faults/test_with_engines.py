"""What goes wrong beside people who write, with real engines: nothing is lost or forgotten, nothing comes twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.engines import EnginesRunning, running_engines
from bench.fault_kinds import CLOCK_MOVED, KINDS, ON_A_SMALL_DISK, WITH_A_CLOCK
from bench.fault_phones import phones
from bench.faults import beside
from bench.slow_way import Way
from bench.surroundings import FAKETIME
from rig.engines import missing

# All that one engine starts, the same worker of the tests uses.
pytestmark = [pytest.mark.process, pytest.mark.valkey, pytest.mark.xdist_group("engines")]

SECONDS = 6.0
# Those of workers, of Valkey and of HAProxy that are killed have tests of their own.
TRIED = (
    "each text handed over again, to any worker",
    "both workers killed every 4 s",
    "texts wait to be sent, both workers killed",
    "out of file descriptors for 5 s",
    "the disk full for all, a YAML file changes, a worker killed",
    "the built directory removed, cut, rubbish",
    "the same, written over in place",
    "the encoder's file cut short, a worker killed, `signpost reload`",
)

Engines = tuple[EnginesRunning, Way]


def started(model: Path, *, clock: bool) -> Iterator[Engines]:
    if missing():
        pytest.skip(f"needs {' and '.join(missing())} (Debian's packages)")
    with phones() as gateway, running_engines(gateway, models=model, own=True, clock=clock) as found:
        yield found


@pytest.fixture(scope="module")
def running(model: Path) -> Iterator[Engines]:
    yield from started(model, clock=False)


@pytest.fixture(scope="module")
def with_a_clock(model: Path) -> Iterator[Engines]:
    if not FAKETIME:
        pytest.skip("needs libfaketime (Debian's package)")
    yield from started(model, clock=True)


def nothing_is_lost(engines: Engines, name: str) -> None:
    outcome = asyncio.run(beside(*engines, name, SECONDS))
    assert outcome.requests > 0
    assert (outcome.lost, outcome.forgotten, outcome.doubled) == ([], 0, 0)


@pytest.mark.parametrize("name", TRIED)
def test_nothing_is_lost_or_doubled(running: Engines, name: str) -> None:
    if name in ON_A_SMALL_DISK and not running[0].has_small_disk:
        pytest.skip("needs root, to mount a small disk")
    nothing_is_lost(running, name)


def test_where_the_clock_is_moved_nothing_is_lost_or_doubled(with_a_clock: Engines) -> None:
    nothing_is_lost(with_a_clock, CLOCK_MOVED)


def test_each_fault_has_a_name_that_is_known() -> None:
    assert set(TRIED) | WITH_A_CLOCK | ON_A_SMALL_DISK <= set(KINDS)
