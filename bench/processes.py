"""Programs that the benchmark starts, waits for, and always stops."""

from __future__ import annotations

import logging
import os
import signal
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from rig.ports import answers
from stock.environment import QUIET

logger = logging.getLogger(__name__)

LONGEST_START = 180.0
LONGEST_STOP = 15.0


class BenchFailed(Exception):
    """The benchmark cannot go on; the message is one line that says what to do."""


def run_to_end(what: str, command: Sequence[str], folder: Path, extra: Mapping[str, str], *, within: float) -> None:
    """Runs one command; raises BenchFailed with its last line of output when it fails or takes too long."""
    log = folder / f"{what}.log"
    with started(command, folder, extra, log) as process:
        try:
            code = process.wait(within)
        except subprocess.TimeoutExpired:
            raise BenchFailed(f"{what} took over {within:.0f} s: run it again when the machine is less busy") from None
    if code != 0:
        raise BenchFailed(f"{what} failed: {last_line(log)}")


@contextmanager
def serving(
    what: str,
    command: Sequence[str],
    folder: Path,
    extra: Mapping[str, str],
    ready: str,
    log: Path,
    *,
    authority: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a server, waits until the address `ready` answers 200, and stops it with all its children afterwards.

    `authority` is the one of a certificate that the server makes for itself.
    """
    logger.info("Starting %s ...", what)
    with started(command, folder, extra, log) as process:
        _wait_until_ready(what, process, ready, log, authority)
        try:
            yield process
        except BenchFailed as error:
            code = process.poll()
            # It runs, or was stopped by whoever measures that.
            if not code:
                raise
            # A negative code is the signal that ended it.
            raise BenchFailed(f"{what} ended while it was needed (exit code {code}): {last_line(log)}") from error


def _wait_until_ready(
    what: str, process: subprocess.Popen[bytes], address: str, log: Path, authority: Path | None
) -> None:
    give_up = time.monotonic() + LONGEST_START
    while not _answers(address, authority):
        if process.poll() is not None:
            raise BenchFailed(f"{what} stopped while it started: {last_line(log)}")
        if time.monotonic() > give_up:
            raise BenchFailed(f"{what} was not ready after {LONGEST_START:.0f} s: {last_line(log)}")
        time.sleep(0.2)


def _answers(address: str, authority: Path | None) -> bool:
    # It may not have made its certificate yet.
    with suppress(OSError):
        return answers(address, trusts=ssl.create_default_context(cafile=authority) if authority else None)
    return False


@contextmanager
def started(
    command: Sequence[str], folder: Path, extra: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Starts it, what it says goes to `log`, and stops it afterwards with all its children."""
    with log.open("wb") as output:
        # A session of its own, so that it can be stopped together with whatever it starts.
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **QUIET, **extra},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            continue


def last_line(log: Path) -> str:
    """The last line of a log; it says so where there is none."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"


def busy() -> str:
    """What the machine has to do besides, in words for below a table."""
    return f"on {len(os.sched_getaffinity(0))} cores with a load of {os.getloadavg()[1]:.0f}"
