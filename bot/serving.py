"""Puts the server together and runs it until it is stopped."""

from __future__ import annotations

import asyncio
import logging

import click

from bot import training
from bot.engine import last_resort
from bot.engine.quiet_logs import configure
from bot.engine.safety_net import SafetyNet
from bot.server import create_app
from bot.server_settings import ServerSettings
from bot.state.state import State, Unsafe
from bot.watching import SourceWatch
from bot.web.kiosk.places import Places
from bot.wire.running import CannotListen, run
from directory.errors import DirectoryError
from directory.live import live_directory
from directory.paths import target_file

logger = logging.getLogger(__name__)


def serve(settings: ServerSettings, *, directory_problem: str | None = None) -> None:
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
    _name_missing(settings.web.places)
    if settings.rest == "off" and settings.rest_token:
        logger.warning("SIGNPOST_REST_TOKEN is set, but REST is off: SIGNPOST_REST=token turns it on")
    if training.is_current(settings.models):
        click.echo("The model is current.\nStarting, some seconds ...", err=True)
    else:
        click.echo("Starting. The model is trained first, a few minutes; people get a card until then ...", err=True)
    watch = SourceWatch(target_file(), problem=directory_problem)
    app = create_app(settings, net, live_directory(), watch=watch, when_ready=lambda: _addresses(settings))
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


def _name_missing(places: Places) -> None:
    for setting, meant in places.missing():
        if why := places.wrong.get(setting):
            logger.error(
                "%s is wrong, so the kiosk tells nobody where %s is: %s; then start again", setting, meant, why
            )
            continue
        logger.warning(
            "%s is not set: the kiosk tells nobody where %s is; if you have a kiosk, start with %s='by the front door'",
            setting,
            meant,
            setting,
        )


def _addresses(settings: ServerSettings) -> None:
    base = f"http://{settings.host}:{settings.port}"
    rest = "off" if settings.rest == "off" else f"{base}/webhooks/rest/webhook"
    click.echo(f"Ready.\n  The page:  {base}/\n  The kiosk: {base}/kiosk\n  REST:      {rest}")
    for gateway in settings.sms.gateways:
        if gateway != "gammu":
            click.echo(f"  Texts:     {base}/webhooks/sms/{gateway}")
    if settings.sms.gammu:
        click.echo(f"  Texts:     {settings.sms.gammu.folder}")
    click.echo(f"  Health:    {base}/healthz\nCtrl-C stops it.")
