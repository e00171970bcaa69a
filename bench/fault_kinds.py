"""What goes wrong, each for a while, beside people who write."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from bench.engines import EnginesRunning
from bench.slow_way import SlowWay
from bench.surroundings import ENCODER
from rig.engines import children

Fault = Callable[[EnginesRunning, SlowWay, float], Awaitable[None]]
A_SECOND = 1.0


async def none(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    await asyncio.sleep(seconds)


async def each(
    engines: EnginesRunning, way: SlowWay, seconds: float, *, does: Callable[[EnginesRunning, int], None], every: float
) -> None:
    """Again and again, by a number that counts up."""
    for number in range(int(seconds / every)):
        await asyncio.sleep(every)
        does(engines, number)


def to_a_worker(engines: EnginesRunning, number: int, *, by: signal.Signals) -> None:
    if workers := engines.workers():
        _send(workers[number % len(workers)], by)


def to_all_workers(engines: EnginesRunning, number: int) -> None:
    for worker in engines.workers():
        _send(worker, signal.SIGKILL)


def reload_haproxy(engines: EnginesRunning, number: int) -> None:
    if engines.haproxy:
        engines.haproxy.send_signal(signal.SIGUSR2)


async def a_worker_stopped(engines: EnginesRunning, way: SlowWay, seconds: float, *, long: float = 8.0) -> None:
    await asyncio.sleep(A_SECOND)
    worker = engines.workers()[0]
    _send(worker, signal.SIGSTOP)
    await asyncio.sleep(long)
    _send(worker, signal.SIGCONT)
    await asyncio.sleep(max(0.0, seconds - long))


async def valkey_restarted(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    for _ in range(2):
        await asyncio.sleep(seconds / 3)
        _kill_valkey(engines)
        await asyncio.sleep(A_SECOND)
        engines.start_valkey()
    await asyncio.sleep(seconds / 3)


async def valkey_stopped(engines: EnginesRunning, way: SlowWay, seconds: float, *, long: float = 5.0) -> None:
    await asyncio.sleep(2 * A_SECOND)
    if engines.valkey:
        engines.valkey.send_signal(signal.SIGSTOP)
        await asyncio.sleep(long)
        engines.valkey.send_signal(signal.SIGCONT)
    await asyncio.sleep(max(0.0, seconds - long))


async def valkey_slow(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    way.slow = 0.2
    await asyncio.sleep(seconds)
    way.slow = 0.0


async def valkey_down_and_workers_killed(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    await asyncio.sleep(A_SECOND)
    _kill_valkey(engines)
    await each(engines, way, 6.0, does=partial(to_a_worker, by=signal.SIGKILL), every=2.0)
    engines.start_valkey()
    await asyncio.sleep(max(0.0, seconds - 6.0))


async def generation_killed(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    await asyncio.sleep(A_SECOND)
    if engines.server:
        for generation in children(engines.server.pid):
            _send(generation, signal.SIGKILL)
    await asyncio.sleep(seconds)


async def reloaded(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    await asyncio.sleep(A_SECOND)
    if not await asyncio.to_thread(engines.reload):
        raise AssertionError("the next generation was not well")
    await asyncio.sleep(A_SECOND)


async def no_descriptors(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """Both workers may open next to nothing for five seconds."""
    await asyncio.sleep(A_SECOND)
    before = {worker: resource.prlimit(worker, resource.RLIMIT_NOFILE) for worker in engines.workers()}
    for worker, (_, hard) in before.items():
        open_now = len(list(Path(f"/proc/{worker}/fd").iterdir()))
        resource.prlimit(worker, resource.RLIMIT_NOFILE, (open_now + 2, hard))
    await asyncio.sleep(5.0)
    for worker, limits in before.items():
        with suppress(ProcessLookupError):
            resource.prlimit(worker, resource.RLIMIT_NOFILE, limits)
    await asyncio.sleep(max(0.0, seconds - 5.0))


async def no_writing(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """No worker may write a byte into a file, while the directory's YAML changes and wants to be built."""
    for worker in engines.workers():
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    (engines.home / "directory" / "services" / "frank.yaml").touch()
    await asyncio.sleep(seconds)
    for worker in engines.workers():
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


async def directory_spoilt(engines: EnginesRunning, way: SlowWay, seconds: float, *, in_place: bool) -> None:
    """Removed or emptied, cut short, and replaced by rubbish, each while people write; then made good.

    In place, whoever has it open sees it too.
    """
    built = engines.home / "built.sqlite"
    whole = built.read_bytes()
    for content in (b"", whole[: len(whole) // 2], b"rubbish" * 1000, whole):
        await asyncio.sleep(seconds / 4)
        if not in_place:
            built.unlink(missing_ok=True)
        if in_place or content:
            built.write_bytes(content)


async def disk_full(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """No room for any of the programs, while the directory's YAML changes and wants to be built, and a worker dies."""
    filler = engines.home / "filler"
    with filler.open("wb", 0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    await asyncio.sleep(A_SECOND)
    (engines.home / "directory" / "services" / "frank.yaml").touch()
    await asyncio.sleep(A_SECOND)
    to_a_worker(engines, 0, by=signal.SIGKILL)
    await asyncio.sleep(max(0.0, seconds - 2 * A_SECOND))
    filler.unlink()


async def encoder_cut(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """The file is cut short, a worker is killed, and a generation begins that has only half of it."""
    file = engines.tree / ENCODER
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    to_a_worker(engines, 0, by=signal.SIGKILL)
    await reloaded(engines, way, seconds)
    file.write_bytes(whole)


async def clock_moved(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """An hour ahead, an hour back, right again."""
    for hours in (1, -1, 0):
        await asyncio.sleep(seconds / 4)
        _move(engines, hours)
    await asyncio.sleep(seconds / 4)


async def clock_moved_and_workers_killed(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """An hour ahead, so that Valkey has forgotten all of it, and two seconds later whoever knew it dies."""
    await asyncio.sleep(2 * A_SECOND)
    _move(engines, 1)
    await asyncio.sleep(2 * A_SECOND)
    to_all_workers(engines, 0)
    await asyncio.sleep(max(0.0, seconds - 4 * A_SECOND))
    _move(engines, 0)


async def texts_wait_while_workers_die(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """The gateway takes nothing, so second texts wait; both workers are killed, and then it takes them again."""
    await asyncio.sleep(A_SECOND)
    engines.gateway.is_down = True
    await asyncio.sleep(3 * A_SECOND)
    to_all_workers(engines, 0)
    await asyncio.sleep(A_SECOND)
    engines.gateway.is_down = False
    await asyncio.sleep(max(0.0, seconds - 5 * A_SECOND))


async def model_cut(engines: EnginesRunning, way: SlowWay, seconds: float) -> None:
    """The file is cut short, and a worker is killed: what is loaded is in memory."""
    for model in (engines.home / "models").glob("*.tar.gz"):
        whole = model.read_bytes()
        model.write_bytes(whole[: len(whole) // 2])
        await each(engines, way, seconds, does=partial(to_a_worker, by=signal.SIGKILL), every=4.0)
        model.write_bytes(whole)


def _kill_valkey(engines: EnginesRunning) -> None:
    if engines.valkey:
        engines.valkey.kill()
        engines.valkey.wait()


def _move(engines: EnginesRunning, hours: int) -> None:
    if engines.clock:
        engines.clock.move(hours * 3600)


def _send(process: int, by: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, by)


REDELIVERED = "each text handed over again, to any worker"
CLOCK_MOVED = "the clock an hour ahead, an hour back, right again"
CLOCK_AND_WORKERS = "the clock an hour ahead, both workers killed"
DISK_FULL = "the disk full for all, a YAML file changes, a worker killed"
KINDS: Mapping[str, Fault] = {
    "nothing": none,
    REDELIVERED: none,
    "a worker killed (-9) every 2 s": partial(each, does=partial(to_a_worker, by=signal.SIGKILL), every=2.0),
    "Valkey killed and started empty, twice": valkey_restarted,
    "Valkey stopped for 5 s": valkey_stopped,
    "Valkey slow by 200 ms": valkey_slow,
    "Valkey down for 6 s and three workers killed": valkey_down_and_workers_killed,
    "HAProxy reloaded every 2 s": partial(each, does=reload_haproxy, every=2.0),
    "a worker stopped for 8 s": a_worker_stopped,
    "SIGTERM to a worker every 3 s": partial(each, does=partial(to_a_worker, by=signal.SIGTERM), every=3.0),
    "both workers killed every 4 s": partial(each, does=to_all_workers, every=4.0),
    "texts wait to be sent, both workers killed": texts_wait_while_workers_die,
    "the process that loaded the model killed": generation_killed,
    "`signpost reload`": reloaded,
    "out of file descriptors for 5 s": no_descriptors,
    "no byte can be written, a YAML file changes": no_writing,
    DISK_FULL: disk_full,
    "the built directory removed, cut, rubbish": partial(directory_spoilt, in_place=False),
    "the same, written over in place": partial(directory_spoilt, in_place=True),
    "the model's file cut short, workers killed": model_cut,
    "the encoder's file cut short, a worker killed, `signpost reload`": encoder_cut,
    CLOCK_MOVED: clock_moved,
    CLOCK_AND_WORKERS: clock_moved_and_workers_killed,
}
NAMES: Sequence[str] = tuple(KINDS)
WITH_A_CLOCK, ON_A_SMALL_DISK = frozenset({CLOCK_MOVED, CLOCK_AND_WORKERS}), frozenset({DISK_FULL})
