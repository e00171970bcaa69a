"""The command `python -m bench`: progress goes to standard error, the table to standard output."""

from __future__ import annotations

import logging
import os
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

import click

from bench import ours, stock
from bench.load import Bot, Measured, measure
from bench.processes import BenchFailed
from bench.report import report

logger = logging.getLogger("bench")

CLIENTS = (1, 8)
# Both bots load parts of themselves at their first turns.
WARM_UP = 40
BUSY = 0.5
TURNS_HELP = "Turns a round, for each bot and number of clients."
ROUNDS_HELP = "Rounds; the bots take turns, so that a busy moment hits both."


@click.command()
@click.option("--turns", default=160, show_default=True, type=click.IntRange(min=40), help=TURNS_HELP)
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(min=1), help=ROUNDS_HELP)
def main(turns: int, rounds: int) -> None:
    """Measure this bot beside a stock Rasa bot, both started here and stopped afterwards. Takes about three minutes."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    signal.signal(signal.SIGTERM, _stop)
    try:
        with tempfile.TemporaryDirectory(prefix="signpost-bench-", ignore_cleanup_errors=True) as folder:
            click.echo(_measured_beside(Path(folder), turns, rounds))
    except BenchFailed as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"cannot write to the temporary folder ({error.strerror}): free some space"
        ) from error


def _measured_beside(folder: Path, turns: int, rounds: int) -> str:
    # Before minutes are spent on ours.
    stock.needed()
    load = _load()
    for name in ("ours", "stock"):
        (folder / name).mkdir()
    with ours.our_bot(folder / "ours") as mine, stock.stock_bot(folder / "stock") as other:
        bots = (mine, other)
        for bot in bots:
            logger.info("Warming up %s ...", bot.name)
            measure(bot, clients=CLIENTS[-1], turns=WARM_UP)
        results = {clients: _rounds(bots, clients, turns, rounds) for clients in CLIENTS}
    return report(results, ours=mine.name, stock=other.name, load=load)


def _load() -> float:
    load = os.getloadavg()[0]
    if load > BUSY:
        logger.info("The machine is busy (load %.1f): every figure will be low, and the ratios unsteady.", load)
    return load


def _rounds(bots: tuple[Bot, ...], clients: int, turns: int, rounds: int) -> dict[str, Measured]:
    found: dict[str, Measured] = {}
    for number in range(1, rounds + 1):
        for bot in bots:
            logger.info("Round %s of %s, %s at once: %s ...", number, rounds, clients, bot.name)
            one = measure(bot, clients=clients, turns=turns)
            found[bot.name] = found[bot.name] + one if bot.name in found else one
    return found


def _stop(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends it as Ctrl-C does: through every `finally`."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
