"""In a network namespace with loopback alone it answers, and nothing in it tries to reach out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import environment
from tests.waiting import PATIENCE

pytestmark = pytest.mark.process

MESSAGES = {
    "hello": "smalltalk",
    "my mate wont wake up": "emergency",
    "i want to stop smoking weed": "treatment",
    "what is the number for childline": "service_info",
}
# Root needs no user namespace of its own; others map themselves to root in one.
WAYS = (["unshare", "-n"], ["unshare", "-rn"])


def way_in() -> list[str] | None:
    """How a namespace can be entered here, or None where it may not."""
    if not shutil.which("unshare") or not shutil.which("ip"):
        return None
    for way in WAYS:
        tried = subprocess.run(
            [*way, "ip", "link", "set", "lo", "up"], capture_output=True, timeout=PATIENCE, check=False
        )
        if tried.returncode == 0:
            return way
    return None


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """The command's beginning that runs the rest with loopback alone."""
    way = way_in()
    if way is None:
        pytest.skip(
            "no network namespace here: needs `unshare` (util-linux), `ip` (iproute2) and the right to use them"
        )
    return way


def within(alone: list[str], home: Path, *words: str, **settings: str) -> dict[str, object]:
    """What tests/alone.py found inside."""
    script = [sys.executable, "-W", "ignore", "-m", "tests.alone", *words]
    done = subprocess.run(
        [*alone, *script],
        cwd=home,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def served(alone: list[str], model: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    home = tmp_path_factory.mktemp("alone")
    settings = {"SIGNPOST_MODELS": str(model), "SIGNPOST_DIRECTORY": str(home / "directory.sqlite")}
    return within(alone, home, "serve", *MESSAGES, **settings)


def test_with_loopback_alone_it_answers_rightly(served: dict[str, object]) -> None:
    assert served["routes"] == list(MESSAGES.values())


def test_nothing_in_it_tried_to_reach_out(served: dict[str, object]) -> None:
    """Out of loopback there is no route, and the kernel counts whoever asks for one; a look-up of a name would show."""
    assert served["no_route"] == 0
    assert served["looked_up"] == 0


@pytest.mark.parametrize("how", ["connect", "connect6", "datagram", "name"])
def test_whoever_tries_is_counted(alone: list[str], tmp_path: Path, how: str) -> None:
    found = within(alone, tmp_path, "reach", how)
    assert int(str(found["no_route"])) + int(str(found["looked_up"])) > 0
