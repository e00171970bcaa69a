"""What a running server bears it can be started with: a slip in a file, a disk that is full or can only be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from directory.paths import last_resort_file
from tests.engine.test_offline import way_in
from tests.engine.test_starting import own_source, start
from tests.running import Server, route, text
from tests.waiting import until

__all__ = ["own_source"]

ASK = "what is the number for frank"
NUMBER = "0300 123 6600"
# In a mount namespace of its own: `$0` is the folder with the directory, the rest is the command.
DISKS = {
    "can-only-be-read": 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"',
    "is-full": 'cp "$0"/* /dev/shm/ && mount -t tmpfs -o size=1100k t "$0" && cp /dev/shm/*.sqlite /dev/shm/*.json "$0"'
    ' && { dd if=/dev/zero of="$0"/rest bs=1k 2>/dev/null || true; } && exec "$@"',
}


@pytest.fixture
def home(tmp_path: Path, built: Path) -> Path:
    """With a good directory from the last start."""
    for file in (built, last_resort_file(built)):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


@contextmanager
def started(home: Path, models: Path, **settings: str) -> Iterator[Server]:
    server = start(home, models, **settings)
    try:
        yield server.wait()
    finally:
        server.stop()


def problems(server: Server) -> str:
    health = server.health()
    assert health
    return " ".join(health.json["problems"])


def test_with_a_slip_in_a_file_it_starts_with_the_last_good_directory_and_says_so(
    home: Path, model: Path, own_source: Path
) -> None:
    slip = own_source / "services" / "frank.yaml"
    good = slip.read_text(encoding="utf-8")
    slip.write_text(good.replace(NUMBER, "0300 123"), encoding="utf-8")
    with started(home, model, SIGNPOST_DIRECTORY_SOURCE=str(own_source)) as server:
        assert NUMBER in text(server.say(ASK))
        assert "services/frank.yaml:" in server.printed()
        assert "Starting all the same, the directory was not built anew: the last good one is used" in server.printed()
        assert "ERROR bot.serving: the directory was not built anew: the last good one is used" in server.printed()
        assert "the directory was not built anew" in problems(server)
        slip.write_text(good.replace(NUMBER, "0300 123 6601"), encoding="utf-8")
        until(lambda: not problems(server))
        assert "0300 123 6601" in text(server.say(ASK))


@pytest.mark.parametrize("disk", DISKS)
def test_with_a_disk_that_takes_nothing_it_starts_with_the_last_good_directory(
    home: Path, model: Path, own_source: Path, tmp_path_factory: pytest.TempPathFactory, disk: str
) -> None:
    changed = own_source / "services" / "frank.yaml"
    changed.write_text(f"{changed.read_text(encoding='utf-8')}# seen\n", encoding="utf-8")
    way = way_in()
    if way is None:
        pytest.skip("no mount namespace here: needs `unshare` (util-linux) and the right to use it")
    place = tmp_path_factory.mktemp("disk")
    for name in ("directory.sqlite", "last_resort.json"):
        shutil.move(home / name, place / name)
    prefix = ("unshare", "-m" if way == ["unshare", "-n"] else "-rm", "sh", "-c", DISKS[disk], str(place))
    target = str(place / "directory.sqlite")
    sources = {"SIGNPOST_DIRECTORY": target, "SIGNPOST_DIRECTORY_SOURCE": str(own_source)}
    server = Server(home, prefix=prefix, SIGNPOST_MODELS=str(model), **sources)
    try:
        assert NUMBER in text(server.wait().say(ASK))
        assert "the directory was not built anew: the last good one is used" in problems(server)
    finally:
        server.stop()


def test_where_only_the_card_is_left_people_get_the_card(home: Path, model: Path, own_source: Path) -> None:
    (home / "directory.sqlite").write_bytes(b"half a file")
    (own_source / "policy.yaml").write_text("- nothing", encoding="utf-8")
    server = start(home, model, SIGNPOST_DIRECTORY_SOURCE=str(own_source))
    try:
        assert route(server.wait(503).say("my mate wont wake up")) == "emergency"
        assert "people get the card of last resort" in problems(server)
    finally:
        server.stop()


def test_a_full_disk_behind_its_output_ends_nothing(home: Path, model: Path) -> None:
    full = 'exec "$@" >/dev/full 2>&1'
    server = Server(
        home,
        prefix=("sh", "-c", full, "sh"),
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(home / "directory.sqlite"),
    )
    try:
        assert route(server.wait().say("i want to stop smoking weed")) == "treatment"
    finally:
        assert server.stop() == 0
