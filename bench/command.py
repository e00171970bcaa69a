"""What the commands here have in common: how they begin, how they are ended, and how they say what was measured."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bench.page import put
from bench.processes import BenchFailed
from bot.settings import ROOT
from rig.engines import missing
from rig.kannel import KannelFailed

RELIABILITY = ROOT / "docs" / "reliability.md"


def begin() -> None:
    """Progress goes to standard error. SIGTERM ends it as Ctrl-C does: through every `finally`."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def in_one_line() -> Iterator[None]:
    """What goes wrong is one."""
    try:
        yield
    except (BenchFailed, KannelFailed) as error:
        raise click.ClickException(str(error)) from error


def need_engines() -> None:
    """Raises BenchFailed where one is missing."""
    if lacking := missing():
        raise BenchFailed(f"this needs real engines: install {' and '.join(lacking)} (Debian's packages)")


def say(text: str, marks: tuple[str, str], *, write: bool) -> None:
    """To standard output, and with `write` between two marks of docs/reliability.md too. Raises BenchFailed."""
    click.echo(text)
    if write:
        put(RELIABILITY, *marks, text)
