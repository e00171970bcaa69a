"""The command `python -m fuzz`."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
import tempfile
from pathlib import Path

import click

from fuzz.asked import CONVERSATION
from fuzz.plan import shot
from fuzz.report import report, shown
from fuzz.run import run
from fuzz.server import ROOT, FuzzFailed, Way

SEED_HELP = "Of all that is sent; a new one where it is left out."
REQUESTS_HELP = "How many requests; a pipeline counts as so many."
MINUTES_HELP = "Ends it earlier."
CONNECTIONS_HELP = "How many are kept busy at a time."
REPLAY_HELP = "Sends the request of this number alone, and shows it."
MODELS_HELP = "The folder of the trained model."
WORKERS_HELP = "Of the server. From two on they share a Valkey, and requests go to each of them by turns."
HAPROXY_HELP = "Requests go through HAProxy, before one worker or two."
MOST_BEHIND_HAPROXY = 2


@click.command()
@click.option("--seed", type=click.IntRange(min=0), help=SEED_HELP)
@click.option("--requests", "number", default=20_000, show_default=True, type=click.IntRange(min=1), help=REQUESTS_HELP)
@click.option("--minutes", default=20.0, show_default=True, type=click.FloatRange(min=0.1), help=MINUTES_HELP)
@click.option("--connections", default=8, show_default=True, type=click.IntRange(1, 100), help=CONNECTIONS_HELP)
@click.option("--replay", type=click.IntRange(min=0), help=REPLAY_HELP)
@click.option("--models", default=ROOT / "models", type=click.Path(path_type=Path, resolve_path=True), help=MODELS_HELP)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 8), help=WORKERS_HELP)
@click.option("--haproxy", is_flag=True, help=HAPROXY_HELP)
def main(
    seed: int | None,
    number: int,
    minutes: float,
    connections: int,
    replay: int | None,
    models: Path,
    workers: int,
    haproxy: bool,
) -> None:
    """Send a server of its own what nobody would send, and judge what comes back. A fault ends it with 1."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    if haproxy and workers > MOST_BEHIND_HAPROXY:
        raise click.UsageError(f"the configuration that is shipped knows {MOST_BEHIND_HAPROXY} workers")
    seed = secrets.randbelow(10**6) if seed is None else seed
    click.echo(f"Seed {seed}.", err=True)
    if replay is not None:
        click.echo(shown(shot(seed, replay, CONVERSATION)))
        number, connections = 1, 1
    with tempfile.TemporaryDirectory(prefix="signpost-fuzz-", ignore_cleanup_errors=True) as folder:
        going = run(
            Path(folder),
            models,
            seed=seed,
            number=number,
            seconds=minutes * 60,
            connections=connections,
            first=replay or 0,
            way=Way(workers, haproxy),
        )
        try:
            found = asyncio.run(going)
        except FuzzFailed as error:
            raise click.ClickException(str(error)) from error
    click.echo(report(found))
    sys.exit(0 if found.is_well else 1)


if __name__ == "__main__":
    main()
