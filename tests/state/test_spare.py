"""While Valkey is gone, what a worker knows outlives it, and the others of the machine know it too."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.state import link as link_module
from bot.state import shared as shared_module
from bot.state import spare as module
from bot.state.sealing import Keys, Seal
from bot.state.spare import LARGEST, SAID_AT, Spare, made
from tests.state.engines import Valkey
from tests.state.test_shared import ends
from tests.state.workers import Worker, worker
from tests.waiting import until_then

MARK = "qzmarkqz"
KEYS = Keys.fresh()
SEAL = Seal(KEYS)
A, B = SEAL.name("a"), SEAL.name("b")


@pytest.fixture
def descriptor() -> Iterator[int]:
    found = made()
    yield found
    os.close(found)


@pytest_asyncio.fixture
async def two(valkey: Valkey, descriptor: int) -> AsyncIterator[tuple[Worker, Worker]]:
    both = worker(valkey.url, KEYS, spare=descriptor), worker(valkey.url, KEYS, spare=descriptor)
    yield both
    for one in both:
        await one.state.close()


def test_what_is_put_in_is_there_for_whoever_has_the_descriptor(descriptor: int) -> None:
    Spare(descriptor).put(A, b"first", 60)
    Spare(descriptor).put(A, b"second", 60)
    assert (Spare(descriptor).get(A), Spare(descriptor).get(B)) == (b"second", None)


def test_one_that_was_made_before_workers_could_say_that_they_need_it_serves_on(descriptor: int) -> None:
    os.ftruncate(descriptor, SAID_AT)
    spare = Spare(descriptor)
    assert not spare.is_needed
    spare.say_needed()
    assert Spare(descriptor).is_needed


def test_it_holds_what_it_was_given_even_where_the_number_is_another_files_by_now(tmp_path: Path) -> None:
    given = made()
    spare = Spare(given)
    spare.put(A, MARK.encode(), -1)
    os.close(given)
    other = tmp_path / "other"
    with other.open("wb") as taken:
        assert taken.fileno() == given
        spare.sweep()
    assert other.stat().st_size == 0
    assert MARK.encode() not in everything(spare._file)


def test_when_its_time_is_over_it_is_gone_and_written_over(descriptor: int) -> None:
    spare = Spare(descriptor)
    spare.put(A, MARK.encode(), -1)
    spare.put(B, b"stays", 60)
    assert (spare.get(A), spare.get(B)) == (None, b"stays")
    spare.sweep()
    assert MARK.encode() not in everything(descriptor)
    assert spare.get(B) == b"stays"


@pytest.mark.parametrize("after", [b"x", b"x" * (LARGEST + 1), None], ids=["shorter", "too large", "dropped"])
def test_of_what_stood_there_before_nothing_is_left(descriptor: int, after: bytes | None) -> None:
    spare = Spare(descriptor)
    spare.put(A, MARK.encode() * 100, 60)
    if after is None:
        spare.drop(A)
    else:
        spare.put(A, after, 60)
    assert MARK.encode() not in everything(descriptor)


def test_whoever_dies_over_a_record_leaves_the_one_before(descriptor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = Spare(descriptor)
    spare.put(A, b"first", 60)
    with monkeypatch.context() as patch:
        patch.setattr(Spare, "_enter", lambda *of_it: os.stat("/dies/here"))
        with pytest.raises(FileNotFoundError):
            spare.put(A, b"second", 60)
    assert spare.get(A) == b"first"


def test_where_there_is_no_room_what_ends_soonest_goes(descriptor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PLACES", 4)
    spare, names = Spare(descriptor), [SEAL.name(str(number)) for number in range(5)]
    for name, seconds in zip(names, (60, 50, 40, 70, 80), strict=True):
        spare.put(name, b"x", seconds)
    assert [spare.get(name) for name in names] == [b"x", b"x", None, b"x", b"x"]


async def test_without_valkey_the_other_knows_it_too(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    one, other = two
    valkey.kill()
    await one.hears("a", "first")
    assert await other.hears("a", "second") == "first"
    assert await one.hears("a", "third") == "second"
    await one.forgets("a")
    assert await other.hears("a", "again") is None


async def test_what_was_told_before_is_put_aside_too(
    two: tuple[Worker, Worker], valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_module, "A_WHILE", 0.01)
    one, other = two
    await one.hears("silent", "before")
    beside = asyncio.create_task(one.state.run())
    valkey.kill()
    await one.hears("a", "first")
    await until_then(lambda: one.state._spare and one.state._spare.get(SEAL.name("silent")))
    await ends(beside)
    assert await other.hears("silent", "x") == "before"


async def test_whoever_alone_cannot_reach_valkey_knows_what_the_others_know(
    valkey: Valkey, descriptor: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One was out of file descriptors: HAProxy asked it in the other's place, and it knew of no emergency."""
    monkeypatch.setattr(shared_module, "A_WHILE", 0.01)
    cut_off, other = (worker(url, KEYS, spare=descriptor) for url in ("unix:///nobody/is/here", valkey.url))
    await other.hears("silent", "before")
    beside = asyncio.create_task(other.state.run())
    await cut_off.hears("b", "there is trouble")
    await other.hears("a", "first")
    assert await cut_off.hears("a", "second") == "first"
    await until_then(lambda: other.state._spare and other.state._spare.get(SEAL.name("silent")))
    assert await cut_off.hears("silent", "x") == "before"
    assert await other.hears("a", "third") == "second"
    await ends(beside)
    for one in (cut_off, other):
        await one.state.close()


async def test_of_a_worker_that_died_meanwhile_valkey_is_told_when_it_is_back(
    two: tuple[Worker, Worker], valkey: Valkey, monkeypatch: pytest.MonkeyPatch, descriptor: int
) -> None:
    monkeypatch.setattr(link_module, "ASK_EVERY", 0.02)
    monkeypatch.setattr(module, "COUNTS_FOR", 0.0)
    one, other = two
    valkey.kill()
    await one.hears("a", "first")
    await other.state.bring("a")
    beside = asyncio.create_task(other.state.run())
    valkey.start()
    await until_then(lambda: other.state.problem is None and not other.state._untold.keys())
    await ends(beside)
    elsewhere = worker(valkey.url, KEYS)
    assert await elsewhere.hears("a", "second") == "first"
    await elsewhere.state.close()
    assert Spare(descriptor).get(A) is None


async def test_nobody_without_the_key_reads_or_changes_it(
    two: tuple[Worker, Worker], valkey: Valkey, descriptor: int
) -> None:
    valkey.kill()
    await two[0].hears(f"conversation-{MARK}", f"words-{MARK}")
    assert MARK.encode() not in everything(descriptor)
    spare = Spare(descriptor)
    await two[0].hears("a", "first")
    spare.put(B, spare.get(A) or b"", 60)
    spare.put(A, b"\0" * 100, 60)
    assert (await two[1].hears("a", "x"), await two[1].hears("b", "x")) == (None, None)


def everything(descriptor: int) -> bytes:
    """What was ever written: the rest is holes."""
    found, at = [], 0
    with contextlib.suppress(OSError):
        while True:
            start = os.lseek(descriptor, at, os.SEEK_DATA)
            at = os.lseek(descriptor, start, os.SEEK_HOLE)
            found.append(os.pread(descriptor, at - start, start))
    return b"".join(found)
