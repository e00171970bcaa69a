"""`make sms-demo`: one text after another from the terminal, through the real Kannel, to a bot of its own."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bench.command import in_one_line
from bench.ours import our_bot
from bench.processes import BenchFailed
from rig.kannel import MISSING, KannelBoxes, is_installed
from rig.phones import Phones, Text, fakesmsc, incoming
from rig.ports import free_port

IN_MEMORY = Path("/dev/shm")
# Ofcom keeps it for stories and tests.
NUMBER = "+447700900123"
# What follows the first text comes after two seconds; then it is quiet.
FIRST, NEXT = 60.0, 3.5
HELLO = f"You are {NUMBER}. Text as from a phone; each line is one text. Ctrl-C ends it."


@click.command()
def main() -> None:
    """Starts the bot, Kannel and fakesmsc, all of them on ports of their own and in a folder in memory."""
    # A shell has what it starts in the background ignore Ctrl-C.
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, signal.default_int_handler)
    place = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    try:
        with (
            in_one_line(),
            tempfile.TemporaryDirectory(prefix="signpost-sms-", dir=place, ignore_cleanup_errors=True) as folder,
        ):
            _talk(Path(folder))
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()


def _talk(folder: Path) -> None:
    with _line(folder) as gateway:
        click.echo(HELLO)
        for place, words in enumerate(_typed()):
            output = folder / f"phone{place}.txt"
            with fakesmsc(gateway.phones, incoming(NUMBER, words), output=output) as phones:
                for text in _answers(phones):
                    click.echo(_shown(text))
            output.unlink()


@contextmanager
def _line(folder: Path) -> Iterator[KannelBoxes]:
    """The bot that runs already is not used: what it sends would go to real phones."""
    if not is_installed():
        raise BenchFailed(MISSING)
    gateway = KannelBoxes(folder, free_port())
    click.echo("Starting the bot and Kannel, about ten seconds ...", err=True)
    settings = {"SIGNPOST_PORT": str(gateway.bot), "SIGNPOST_SMS_RATE": "60", **gateway.settings}
    with our_bot(folder, **settings), gateway.up():
        yield gateway


def _typed() -> Iterator[str]:
    """Lines until the end of the input; an empty one is an empty text."""
    while True:
        if sys.stdin.isatty():
            yield click.prompt("You", default="", show_default=False)
            continue
        line = sys.stdin.readline()
        if not line:
            return
        yield line.rstrip("\n")


def _answers(phones: Phones) -> Iterator[Text]:
    """Until it has been quiet for a while."""
    seen = 0
    while True:
        got = phones.wait(NUMBER, seen + 1, NEXT if seen else FIRST)
        if len(got) == seen:
            return
        yield from got[seen:]
        seen = len(got)


def _shown(text: Text) -> str:
    parts = "1 part" if text.parts == 1 else f"{text.parts} parts"
    alphabet = "" if text.alphabet == "gsm" else ", UCS-2"
    return f"\n{click.style(f'Text, {parts}{alphabet}:', dim=True)}\n{text.words}"


if __name__ == "__main__":
    main()
