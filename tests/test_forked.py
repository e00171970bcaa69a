"""A program that is forked from one that has imported much is to its tests as one that was started anew."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import STARTED
from tests.forked import Forked, forker
from tests.imported import OURS
from tests.running import environment
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.process

# `timeit` runs what it is given.
ONCE = ["timeit", "-n1", "-r1"]
SEEN = f"""
import json, logging, os, random, signal, sys, threading, warnings
print(json.dumps(dict(
    folder=os.getcwd(), argv=sys.argv[1:], path=sys.path, first=os.getsid(0) == os.getpid() == os.getpgid(0),
    environment={{name: value for name, value in os.environ.items() if name != "LC_CTYPE"}},
    descriptors=sorted(name for name in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + name)),
    output=[os.readlink("/proc/self/fd/" + str(number)) for number in (0, 1, 2)],
    signals=[str(signal.getsignal(one)) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE)],
    threads=[one.name for one in threading.enumerate()], logs=logging.getLogger().level,
    warns=str(warnings.showwarning)[:22], umask=os.umask(0o22),
    ours=[name for name in sys.modules if name.partition(".")[0] in {OURS}],
)))
"""


def output(home: Path, *words: str, forked: bool, **settings: str) -> str:
    written = home / "output.txt"
    with written.open("wb") as file:
        env = environment(**settings)
        if forked:
            assert Forked([*words], folder=home, environment=env, output=file.fileno()).wait(PATIENCE) == 0
        else:
            command = [sys.executable, "-W", "ignore", "-m", *words]
            subprocess.run(
                command, cwd=home, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True, check=True,
            )  # fmt: skip
    return written.read_text(encoding="utf-8")


def seen(home: Path, *, forked: bool, **settings: str) -> dict[str, Any]:
    said, _, _ = output(home, *ONCE, SEEN, forked=forked, **settings).partition("\n")
    found: dict[str, Any] = json.loads(said)
    return found


def test_it_sees_what_one_started_anew_sees(tmp_path: Path) -> None:
    settings = {"SIGNPOST_TOWN": "glenmoor", "NO_PROXY": "é"}
    forked, anew = (seen(tmp_path, forked=forked, **settings) for forked in (True, False))
    assert forked == anew
    assert (forked["ours"], forked["first"], forked["environment"]["SIGNPOST_TOWN"]) == ([], True, "glenmoor")


def test_two_of_them_draw_different_numbers(tmp_path: Path) -> None:
    draw = "import random, numpy.random; print(random.random(), numpy.random.random())"
    first, second = (output(tmp_path, *ONCE, draw, forked=True).split()[:2] for _ in range(2))
    assert set(first).isdisjoint(second)


def wait_long(home: Path) -> Forked:
    with (home / "output.txt").open("wb") as file:
        return Forked(
            [*ONCE, f"import time; time.sleep({PATIENCE})"],
            folder=home,
            environment=environment(),
            output=file.fileno(),
        )


def test_it_counts_among_the_programs_that_a_test_starts(tmp_path: Path) -> None:
    forker()
    STARTED.programs.clear()
    output(tmp_path, *ONCE, "0", forked=True)
    assert STARTED.programs == [sys.executable]


def test_how_it_ended_is_told_to_whoever_began_it(tmp_path: Path) -> None:
    killed, running = wait_long(tmp_path), wait_long(tmp_path)
    assert (killed.poll(), running.poll()) == (None, None)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(0.01)
    os.killpg(killed.pid, signal.SIGKILL)
    assert (killed.wait(), killed.poll(), running.poll()) == (-signal.SIGKILL, -signal.SIGKILL, None)
    assert not Path(f"/proc/{killed.pid}").exists()
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == -signal.SIGTERM
    running.send_signal(signal.SIGTERM)


def test_one_that_nobody_asks_for_any_more_keeps_no_other_from_being_started(tmp_path: Path) -> None:
    lost = wait_long(tmp_path).pid
    gc.collect()
    os.kill(lost, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{lost}").exists())
    assert output(tmp_path, *ONCE, "print('here')", forked=True).startswith("here")


def test_one_that_fails_says_why(tmp_path: Path) -> None:
    with (tmp_path / "output.txt").open("wb") as file:
        failed = Forked([*ONCE, "1 / 0"], folder=tmp_path, environment=environment(), output=file.fileno())
        assert failed.wait(PATIENCE) == 1
    assert "ZeroDivisionError" in (tmp_path / "output.txt").read_text(encoding="utf-8")
