"""What goes wrong beside people who write, with real engines: nothing is lost or forgotten, nothing comes twice."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.command import RELIABILITY
from bench.engines import EnginesRunning, running_engines
from bench.fault_kinds import KINDS, ON_A_SMALL_DISK, WITH_A_CLOCK
from bench.fault_phones import phones
from bench.faults import SETTLE, beside
from bench.slow_way import SlowWay
from rig.clock import MISSING
from rig.engines import missing
from tests.docs.named import NODE, is_there

# All that one engine starts, the same worker of the tests uses.
pytestmark = [pytest.mark.process, pytest.mark.valkey, pytest.mark.xdist_group("engines")]

SECONDS = 6.0
# Where no worker dies, no text waits to be sent by the next.
SETTLES_SOON = 2.0
NONE_DIES = (
    "Valkey killed and started empty, twice",
    "Valkey stopped for 5 s",
    "Valkey slow by 200 ms",
    "HAProxy reloaded every 2 s",
    "no byte can be written, a YAML file changes",
)
TRIED = (
    *NONE_DIES,
    "each text handed over again, to any worker",
    "a worker killed (-9) every 2 s",
    "both workers killed every 4 s",
    "texts wait to be sent, both workers killed",
    "Valkey down for 6 s and three workers killed",
    "a worker stopped for 8 s",
    "SIGTERM to a worker every 3 s",
    "out of file descriptors for 5 s",
    "the disk full for all, a YAML file changes, a worker killed",
    "the built directory removed, cut, rubbish",
    "the same, written over in place",
    "the model's file cut short, workers killed",
    "the encoder's file cut short, a worker killed, `signpost reload`",
    "the clock an hour ahead, an hour back, right again",
    "the clock an hour ahead, both workers killed",
)
# With real workers and a real Valkey as well; what is asked there says more than how many turns were lost.
SERVING = "workers/test_serving.py"
ELSEWHERE = {
    "nothing": f"{SERVING}::test_an_emergency_told_to_one_is_open_at_the_other",
    "the process that loaded the model killed": f"{SERVING}::test_a_generation_that_is_killed_is_followed_by_another",
    "`signpost reload`": f"{SERVING}::test_the_next_generation_takes_over_and_conversations_go_on",
}

# Where a worker dies between the gateway's answer and telling others of it, a text is sent twice, rather than never.
AMID_AN_ANSWER = 2
A_WORKER_DIES = re.compile("workers? killed")

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
    outcome = asyncio.run(beside(*running, name, SECONDS, settle=SETTLES_SOON if name in NONE_DIES else SETTLE))
    assert outcome.requests > 0
    assert (outcome.lost, outcome.forgotten) == ([], 0)
    assert outcome.answered_otherwise == 0
    assert outcome.sent_twice <= (AMID_AN_ANSWER if A_WORKER_DIES.search(name) else 0)


def test_each_fault_has_a_test_and_a_name_that_is_known() -> None:
    assert sorted([*TRIED, *ELSEWHERE]) == sorted(KINDS)
    assert set(KINDS) >= ON_A_SMALL_DISK | WITH_A_CLOCK
    assert [test for test in ELSEWHERE.values() if not is_there(test)] == []
    named = set(NODE.findall(RELIABILITY.read_text(encoding="utf-8")))
    assert [test for test in ELSEWHERE.values() if tuple(test.split("::")) not in named] == []
    assert [node for node in named if not is_there("::".join(node))] == []
