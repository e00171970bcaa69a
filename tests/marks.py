"""What a test starts, as marks, and who runs what where several workers share the work.

Marks come by the fixtures that start things; a test that starts a program by itself is marked `process` where it
stands, and one that is not marked fails. All of them are `slow`, which `make test-fast` leaves out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadGroupScheduling

MARKS = {
    "slow": "needs the trained model or starts programs; `make test-fast` leaves it out",
    "model": "needs the trained model",
    "process": "starts programs of its own",
    "browser": "drives Debian's Chromium",
    "kannel": "runs Debian's Kannel",
    "gammu": "runs Debian's gammu-smsd",
    "valkey": "runs Debian's Valkey",
}
BY_FIXTURE = {
    "model": "model",
    "server": "process",
    "browser": "browser",
    "installed": "kannel",
    "line": "gammu",
    "valkey": "valkey",
}
# What takes long to start is started by one worker, and all that need it run there.
SHARED = {"browser": "browser", "server": "server", "engine": "engine"}
# The browser's tests in four lots, by the first letters of their file, so that four workers share them. A lot costs one
# more Chromium and one more server, where it comes to a worker that has none.
LOTS = (("test_kiosk", "kiosk"), ("test_states", "states"))
HALF = "test_k"
# Groups and files that take longest, whatever they start, in this order: a worker that has one of them to itself at the
# end keeps all from being done. "engines" waits for minutes and needs little of a processor meanwhile.
LONGEST = (
    "engines",
    "states",
    "kiosk",
    "browser",
    "browser-too",
    "test_serving",
    "engine",
    "server",
    "test_every_reply",
    "test_replies_hold",
    "messages",
)
STARTS = frozenset({"process", "browser", "kannel", "gammu", "model", "valkey"})
# The most memory that one worker and what it starts take, in bytes.
WORKER = 2_500_000_000
MOST_WORKERS = 4


def mark(items: list[pytest.Item]) -> None:
    """Gives each test its marks, and the group of the one worker that runs it."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        for fixture, name in BY_FIXTURE.items():
            if fixture in fixtures:
                item.add_marker(name)
        if starts(item):
            item.add_marker("slow")
        group = next((group for fixture, group in SHARED.items() if fixture in fixtures), None)
        if group and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(lot(item.path.stem) if group == "browser" else group))


def lot(file: str) -> str:
    """Of the browser's, the one that this file belongs to."""
    own = next((lot for start, lot in LOTS if file.startswith(start)), None)
    return own or ("browser" if file < HALF else "browser-too")


def starts(item: pytest.Item) -> bool:
    """Whether it says that it starts something."""
    return any(found.name in STARTS for found in item.iter_markers())


class ByGroupOrFile(LoadGroupScheduling):
    """Gives a worker a group, or else a file: what a file starts for its tests is started once, not by every worker."""

    def _split_scope(self, nodeid: str) -> str:
        return super()._split_scope(nodeid).partition("::")[0]


def longest_first(items: list[pytest.Item]) -> None:
    """So that no worker begins with what takes long when the others are done."""
    items.sort(key=lambda item: (rank(item), not starts(item)))


def rank(item: pytest.Item) -> int:
    """Its place among what takes longest; all others come behind."""
    found = item.get_closest_marker("xdist_group")
    name = found.args[0] if found else item.path.stem
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def workers(*, waiting: bool) -> int:
    """How many share the work, as far as the memory holds them, and two at least.

    `waiting` are slow tests: a core stands idle while they wait for a server, a browser or a time that passes, so it
    has two workers. One more takes 15 seconds of a processor to start, which the fast tests do not win back.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    cores = len(os.sched_getaffinity(0))
    return max(2, min(2 * cores if waiting else cores, MOST_WORKERS, memory // WORKER))


class Started:
    """Notes every program that this process starts."""

    def __init__(self) -> None:
        self.programs: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, given: Iterable[object]) -> None:
        if event in ("subprocess.Popen", "os.system"):
            self.programs.append(str(next(iter(given))))
