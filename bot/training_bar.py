"""A training's progress for whoever sits at the terminal."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator

import click

from bot.understanding.progress import told

LABEL = "Training the model"
STEPS = 100
# Between two lines where there is no bar.
LINE_EVERY = 20


@contextlib.contextmanager
def training_bar(*, lines: bool) -> Iterator[None]:
    """One bar with the time left; a few lines where nobody could see it move, or beside a server's own (`lines`)."""
    if lines or not sys.stderr.isatty():
        click.echo(f"{LABEL}, some minutes ...", err=True)
        with told(_Lines()):
            yield
        return
    with click.progressbar(length=STEPS, label=LABEL, show_eta=True, file=sys.stderr) as bar:
        with told(lambda share: bar.update(round(share * STEPS) - bar.pos)):
            yield
        bar.update(STEPS - bar.pos)


class _Lines:
    def __init__(self) -> None:
        self._began = time.monotonic()
        self._next = LINE_EVERY

    def __call__(self, share: float) -> None:
        done = round(share * STEPS)
        if done < self._next:
            return
        self._next = done - done % LINE_EVERY + LINE_EVERY
        left = (time.monotonic() - self._began) * (1 - share) / share
        click.echo(f"{LABEL}: {done} %, about {max(1, round(left / 60))} min left", err=True)
