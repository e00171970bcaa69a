"""A running server takes up a new file and refuses a broken one."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from directory.build import build
from directory.errors import DirectoryMissing
from directory.live import LiveDirectory
from directory.store import Directory
from tests.directory.town import AT, swap


def _number(live: LiveDirectory) -> str:
    contact = live.current().service("frank").contact("phone")
    assert contact is not None
    return contact.value


def test_the_same_directory_is_handed_out_until_the_file_changes(town: Directory, target: Path) -> None:
    live = LiveDirectory(target)
    assert live.current() is live.current()
    assert live.built_at == AT


def test_a_new_file_is_taken_up(town: Directory, source: Path, target: Path) -> None:
    live = LiveDirectory(target)
    assert _number(live) == "0300 123 6600"
    swap(source, "services/frank.yaml", "0300 123 6600", "0300 123 6601")
    build(source, target, at=AT).close()
    assert _number(live) == "0300 123 6601"


def test_a_broken_file_is_refused_with_one_line_in_the_log(
    town: Directory, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveDirectory(target)
    good = live.current()
    broken = target.with_name("broken")
    broken.write_bytes(b"half a file")
    os.replace(broken, target)
    with caplog.at_level(logging.ERROR, logger="directory.live"):
        assert live.current() is good
        assert live.current() is good
        assert live.problem == "the built directory cannot be used, the last good one stays in use: see the log"
    assert len(caplog.records) == 1
    assert "the last good directory stays in use" in caplog.text
    assert good.search("franks")


@pytest.mark.parametrize("left", [0, 0.5], ids=["emptied", "cut"])
def test_what_is_done_to_the_file_in_its_place_takes_nothing_from_the_directory_in_use(
    town: Directory, target: Path, left: float
) -> None:
    good = LiveDirectory(target).current()
    with target.open("r+b") as file:
        file.truncate(int(target.stat().st_size * left))
    assert [found.service_id for found in good.search("somebody to talk to about drugs")]


def test_a_good_file_after_a_broken_one_is_taken_up(town: Directory, source: Path, target: Path) -> None:
    live = LiveDirectory(target)
    live.current()
    target.unlink()
    live.current()
    swap(source, "services/frank.yaml", "0300 123 6600", "0300 123 6601")
    build(source, target, at=AT).close()
    assert _number(live) == "0300 123 6601"
    assert live.problem is None


def test_with_no_file_from_the_start_it_says_so_until_there_is_one(source: Path, target: Path) -> None:
    live = LiveDirectory(target)
    with pytest.raises(DirectoryMissing):
        live.current()
    assert live.built_at is None
    build(source, target, at=AT).close()
    assert _number(live) == "0300 123 6600"


def test_many_threads_get_the_same_directory(town: Directory, target: Path) -> None:
    live = LiveDirectory(target)
    with ThreadPoolExecutor(8) as pool:
        assert len({id(directory) for directory in pool.map(lambda _: live.current(), range(100))}) == 1
