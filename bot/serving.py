"""Puts the server together and runs it until it is stopped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence

import click

from bot import training
from bot.channels import Channel, Open
from bot.engine import last_resort
from bot.engine.quiet_logs import configure
from bot.engine.safety_net import SafetyNet
from bot.server import create_app
from bot.settings import Settings
from bot.state.state import State, Unsafe
from bot.watching import SourceWatch
from bot.wire.running import CannotListen, run
from directory.errors import DirectoryError
from directory.live import live_directory
from directory.paths import target_file

logger = logging.getLogger(__name__)


def serve(settings: Settings, channels: Sequence[Open], *, directory_problem: str | None = None) -> None:
    """Returns when the server was stopped; a directory that never was is one line and a non-zero exit.

    `directory_problem` says why the directory is not the newest.
    """
    configure()
    if directory_problem:
        logger.error("%s; see above", directory_problem)
    state = settings.state.made()
    _refuse_a_disk(state)
    try:
        net = SafetyNet(last_resort.load(), state=state)
    except DirectoryError as error:
        raise click.ClickException(str(error)) from error
    if training.is_current(settings.models):
        click.echo("The model is current.\nStarting, some seconds ...", err=True)
    else:
        click.echo("Starting. The model is trained first, a few minutes; people get a card until then ...", err=True)
    watch = SourceWatch(target_file(), problem=directory_problem)
    base = f"http://{settings.host}:{settings.port}"
    app = create_app(
        settings, channels, net, live_directory(), watch=watch, when_ready=lambda: _ready(base, app.ctx.channels)
    )
    for channel in app.ctx.channels:
        channel.warn()
    try:
        run(app, settings.host, settings.port)
    except CannotListen as error:
        raise click.ClickException(str(error)) from error


def _refuse_a_disk(state: State) -> None:
    """What people's conversations hold may get to none. One that is not there is looked for later."""
    try:
        asyncio.run(state.check())
    except Unsafe as error:
        raise click.ClickException(str(error)) from error


def _ready(base: str, channels: Iterable[Channel]) -> None:
    rows = [row for channel in channels for row in channel.addresses(base)]
    said = [f"  {name + ':':<10} {where}" for name, where in (*rows, ("Health", f"{base}/healthz"))]
    click.echo("\n".join(["Ready.", *said, "Ctrl-C stops it."]))
