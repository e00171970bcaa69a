"""Without HAProxy, Valkey or containers the tests that need them are skipped by name, and nothing fails."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from bot.settings import ROOT
from tests.engine.test_offline import way_in
from tests.running import environment
from tests.waiting import PATIENCE

PROGRAMS = ("haproxy", "valkey-server", "redis-server", "podman", "podman-compose", "kubectl", "kubernetes-validate")
# Covers each program with what cannot be run, for this process and its children alone.
WITHOUT = 'for program in $WITHOUT; do mount --bind /dev/null "$program" || exit 9; done; exec "$@"'
# A part that needs each of them, beside one that needs none.
PARTS = ("test_balancer.py", "test_containers.py", "test_containers_run.py", "../state/test_shared.py")
NAMED = ("needs `haproxy` (Debian's package haproxy)", "needs `valkey-server` or `redis-server`", "needs `podman`")


@pytest.mark.process
def test_what_needs_a_missing_engine_is_skipped_by_name_and_the_rest_passes() -> None:
    way = way_in()
    if way is None:
        pytest.skip("no mount namespace here: needs `unshare` (util-linux) and the right to use it")
    there = filter(None, (shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin") for name in PROGRAMS))
    alone = ["unshare", "-m" if way == ["unshare", "-n"] else "-rm", "sh", "-c", WITHOUT, "without"]
    tests = [sys.executable, "-m", "pytest", "-q", "-rs", "-n", "0", "-p", "no:cacheprovider", *PARTS]
    env = environment(WITHOUT=" ".join(there))
    done = subprocess.run(
        [*alone, *tests],
        cwd=ROOT / "tests" / "deploy",
        env=env,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    said = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout
    assert [name for name in NAMED if not any(name in line for line in said if line.startswith("SKIPPED"))] == []
    assert " passed, " in said[-1]
