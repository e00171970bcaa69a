"""What one worker knows of a conversation the next one knows, and nobody else can read."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.engine.conversation_ids import ConversationIds
from bot.state import link as link_module
from bot.state.link import Gone, Link
from bot.state.sealing import Keys, Seal
from bot.state.state import Unsafe
from rig.clock import COMPILER, MISSING, Clock
from tests.state.engines import Valkey
from tests.state.workers import Worker, worker
from tests.waiting import until_then

MARK = "qzmarkqz"
KEYS = Keys.fresh()


@pytest_asyncio.fixture
async def two(valkey: Valkey) -> AsyncIterator[tuple[Worker, Worker]]:
    both = worker(valkey.url, KEYS), worker(valkey.url, KEYS)
    yield both
    for one in both:
        await one.state.close()


async def test_what_one_heard_the_other_knows(two: tuple[Worker, Worker]) -> None:
    one, other = two
    await one.hears("a", "first")
    assert await other.hears("a", "second") == "first"
    assert await one.hears("a", "third") == "second"
    assert await one.hears("b", "first") is None


async def test_what_one_forgot_no_older_copy_brings_back(two: tuple[Worker, Worker]) -> None:
    one, other = two
    await one.hears("a", "first")
    await other.forgets("a")
    assert await one.hears("a", "again") is None


async def test_in_valkey_lies_no_word_and_no_id(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    await two[0].hears(f"conversation-{MARK}", f"words-{MARK}")
    assert MARK.encode() not in valkey.holds()


async def test_with_another_key_there_is_nothing(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    stranger = worker(valkey.url, Keys.fresh())
    await two[0].hears("a", "first")
    assert await stranger.hears("a", "second") is None
    await stranger.state.close()


async def test_what_was_changed_or_moved_counts_as_nothing(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    one, other = two
    await one.hears("a", "first")
    seal, link = Seal(KEYS), Link(valkey.url, seconds=2.0)
    (sealed,) = await link.get([seal.name("a")])
    assert sealed
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    await link.put({seal.name("b"): (sealed, 60.0), seal.name("a"): (changed, 60.0)})
    assert (await other.hears("a", "x"), await other.hears("b", "x")) == (None, None)
    await link.close()


async def test_after_half_an_hour_nothing_is_there(valkey: Valkey) -> None:
    valkey.stop()
    asked = Valkey(valkey.home, answers_all=True)
    one = worker(asked.url, KEYS)
    await one.hears("a", "first")
    milliseconds = int(asked.ask("PTTL", Seal(KEYS).name("a")).removeprefix(b":"))
    assert 0 < milliseconds <= 30 * 60 * 1000
    await one.state.close()
    asked.stop()


@pytest.mark.parametrize(
    "question", ["KEYS *", "MONITOR", "SAVE", "BGSAVE", "CONFIG SET save 1", "GET of-somebody-else"]
)
async def test_the_shipped_one_answers_what_workers_ask_and_nothing_else(valkey: Valkey, question: str) -> None:
    assert valkey.ask(question).startswith(b"-NOPERM")


async def test_where_valkey_is_gone_each_goes_on_alone_and_says_so(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    one, other = two
    await one.hears("a", "first")
    valkey.kill()
    assert await one.hears("a", "second") == "first"
    assert not one.state.forgot("a")
    assert await other.hears("a", "elsewhere") is None
    assert (other.state.forgot("a"), other.state.forgot("a")) == (True, False)
    assert "is not shared" in str(other.state.problem)
    assert other.state.failures == 1


async def test_what_could_not_be_told_is_told_when_it_is_back(
    two: tuple[Worker, Worker], valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "ASK_EVERY", 0.02)
    one, other = two
    await one.hears("told", "before")
    valkey.kill()
    await one.hears("untold", "meanwhile")
    beside = [asyncio.create_task(each.state.run()) for each in two]
    valkey.start()
    await until_then(lambda: one.state.problem is None and other.state.problem is None)
    # It came back empty.
    await until_then(lambda: not one.state._untold.keys())
    assert await other.hears("untold", "x") == "meanwhile"
    assert await other.hears("told", "x") == "before"
    await ends(*beside)


async def test_where_the_clock_jumps_valkey_is_told_again_what_it_has_forgotten_by_it(
    valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    if COMPILER is None:
        pytest.skip(MISSING)
    monkeypatch.setattr(link_module, "ASK_EVERY", 0.02)
    valkey.stop()
    clock = Clock.made(valkey.home)
    moved = Valkey(valkey.home, clock=clock)
    one, other = worker(moved.url, KEYS), worker(moved.url, KEYS)
    beside = asyncio.create_task(one.state.run())
    # What is known by then is told at its start too.
    await until_then(lambda: one.state._link._is_checked)
    await one.hears("a", "first")
    wall, before = time.time, one.state._link._wall
    clock.move(3600)
    # Valkey sees it a moment later: told before that, it would keep what it is about to forget.
    await until_then(lambda: moved.ask("GET", Seal(KEYS).name("a")) == b"$-1")
    monkeypatch.setattr(time, "time", lambda: wall() + 3600)
    await until_then(lambda: one.state._link._wall > before + 3000)
    await until_then(lambda: moved.ask("GET", Seal(KEYS).name("a")) != b"$-1")
    assert await other.hears("a", "second") == "first"
    await ends(beside)
    for each in (one, other):
        await each.state.close()
    moved.stop()


async def test_one_that_hangs_is_waited_for_once(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    hasty = worker(valkey.url, KEYS, seconds=0.05)
    valkey.process.send_signal(signal.SIGSTOP)
    for said in ("first", "second", "third"):
        await hasty.hears("a", said)
    assert hasty.state.failures == 1
    assert hasty.words.get("a") == "third"
    valkey.process.send_signal(signal.SIGCONT)


async def test_within_a_turn_another_one_looks_up_nothing(two: tuple[Worker, Worker]) -> None:
    one, other = two
    async with one.state.turn("a"):
        one.words.set("a", "within")
        await other.hears("a", "elsewhere")
        assert await one.hears("a", "still within") == "within"


async def test_an_id_of_which_nothing_is_held_is_told_to_nobody(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    async with two[0].state.turn("nothing"):
        pass
    link = Link(valkey.url, seconds=2.0)
    assert await link.get([Seal(KEYS).name("nothing")]) == [None]
    await link.close()


@pytest.mark.parametrize(("setting", "value"), [("save", "60 1"), ("appendonly", "yes")])
async def test_one_that_would_write_to_a_disk_is_refused(valkey: Valkey, setting: str, value: str) -> None:
    valkey.stop()
    persists = Valkey(valkey.home, more={setting: value})
    link = Link(persists.url, seconds=2.0)
    with pytest.raises(Unsafe, match=f"writes to a disk what people's conversations hold .{setting}"):
        await link.check()
    await link.close()
    persists.stop()


async def test_the_shipped_one_is_taken_and_leaves_no_file(two: tuple[Worker, Worker], valkey: Valkey) -> None:
    link = Link(valkey.url, seconds=2.0)
    await link.check()
    await link.close()
    await two[0].hears("a", MARK)
    valkey.stop()
    files = [path for path in valkey.home.iterdir() if path.is_file()]
    assert [path.name for path in files] == ["valkey.txt"]
    assert MARK not in files[0].read_text()


async def test_one_that_is_not_there_is_no_failure_of_the_start(valkey: Valkey) -> None:
    valkey.kill()
    link = Link(valkey.url, seconds=2.0)
    with pytest.raises(Gone):
        await link.check()


@pytest.mark.parametrize("moved", [3600.0, -3600.0], ids=["ahead", "back"])
def test_a_clock_that_is_moved_ends_no_page_that_was_just_opened(monkeypatch: pytest.MonkeyPatch, moved: float) -> None:
    shared = worker("unix:///nowhere", KEYS).state
    ids = ConversationIds(shared.clock, KEYS.ids)
    opened, wall = ids.new(), time.time
    monkeypatch.setattr(time, "time", lambda: wall() + moved)
    assert ids.age(opened) < 600


async def ends(*beside: asyncio.Task[None]) -> None:
    for task in beside:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
