"""Puts the server together and runs it until it is stopped."""

from __future__ import annotations

import click

from bot.engine import last_resort
from bot.engine.quiet_logs import configure
from bot.engine.safety_net import SafetyNet
from bot.server import create_app
from bot.settings import Settings
from directory.errors import DirectoryError
from directory.live import live_directory


def serve(settings: Settings) -> None:
    """Returns when the server was stopped; a directory that never was is one line and a non-zero exit."""
    configure()
    try:
        net = SafetyNet(last_resort.load())
    except DirectoryError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Starting, about ten seconds ...", err=True)
    app = create_app(settings, net, live_directory(), when_ready=lambda: _addresses(settings))
    app.run(settings.host, settings.port, access_log=False, debug=False)


def _addresses(settings: Settings) -> None:
    base = f"http://{settings.host}:{settings.port}"
    click.echo(f"Ready.\n  The page:  {base}/\n  REST:      {base}/webhooks/rest/webhook")
    click.echo(f"  Health:    {base}/healthz\nCtrl-C stops it.")
