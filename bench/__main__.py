"""The command `python -m bench`: progress goes to standard error, tables to standard output."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from bench import against, flat, ours, page, plot, stock
from bench.command import begin
from bench.processes import BenchFailed
from bench.report import BUSY, head, report, report_against
from bench.results import BenchResult, Figures, keep, machine, read, versions
from bench.rounds import figures
from bot.settings import ROOT

logger = logging.getLogger("bench")

TURNS_HELP = "Turns a round, for each bot and number of clients."
ROUNDS_HELP = "Rounds; the bots take turns, so that a busy moment hits both."
STARTS_HELP = "Starts that count, for each bot; one before them does not."
AGAINST_HELP = "Measure this commit's bot beside that of another, without the stock bot."
MODELS_HELP = "Where the other commit's model is, if not where this one's is."
WRITE_HELP = "Put the figures into docs/benchmarks.md."


@click.group(invoke_without_command=True)
@click.option("--turns", default=160, show_default=True, type=click.IntRange(min=40), help=TURNS_HELP)
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(min=1), help=ROUNDS_HELP)
@click.option("--starts", default=2, show_default=True, type=click.IntRange(min=1), help=STARTS_HELP)
@click.option("--against", "other", metavar="COMMIT", help=AGAINST_HELP)
@click.option("--models", type=click.Path(path_type=Path, exists=True, file_okay=False), help=MODELS_HELP)
@click.option("--write", is_flag=True, help=WRITE_HELP)
@click.pass_context
def main(
    ctx: click.Context, turns: int, rounds: int, starts: int, other: str | None, models: Path | None, write: bool
) -> None:
    """Measure this bot beside a stock Rasa bot, both started here and stopped afterwards. Takes some five minutes."""
    begin()
    if ctx.invoked_subcommand:
        return
    if models and not other:
        raise click.UsageError("--models names where the model of --against COMMIT is")
    if write and other:
        raise click.UsageError("--write writes what is measured beside the stock bot: leave --against out")
    with _folder() as folder:
        if other:
            click.echo(_against(folder, other, models, turns=turns, rounds=rounds, starts=starts))
        else:
            click.echo(_beside_stock(folder, turns=turns, rounds=rounds, starts=starts, write=write))


@main.command("flat")
@click.argument("questions", nargs=-1, type=click.Choice(list(flat.QUESTIONS)))
@click.option("--turns", default=100, show_default=True, type=click.IntRange(min=20), help="Turns of each side.")
@click.option("--write", is_flag=True, help=f"{WRITE_HELP[:-1]}, with their plot.")
def flat_command(questions: Sequence[str], turns: int, write: bool) -> None:
    """Measure whether a turn stays as quick with more services, turns, conversations and words.

    QUESTIONS are some of them; without any, all.
    """
    if write and questions:
        raise click.UsageError("--write writes all of them: name none")
    with _folder() as folder:
        circumstances = head(_result(_load(), {}))
        cases = flat.measured(folder, questions or list(flat.QUESTIONS), turns)
        text = f"{circumstances} {turns} turns of each side.\n\n{flat.report(cases)}"
        click.echo(text)
        if write:
            (ROOT / page.PLOT).write_text(plot.svg(cases), encoding="utf-8")
            picture = f"![Milliseconds a turn]({page.PLOT.relative_to(page.PAGE.parent)})"
            page.write(ROOT, "flat", f"{text}\n\n{picture}")


def _beside_stock(folder: Path, *, turns: int, rounds: int, starts: int, write: bool) -> str:
    # Before minutes are spent on ours.
    stock.needed()
    load = _load()
    for name in ("ours", "stock"):
        (folder / name).mkdir()
    candidates = (ours.candidate(folder / "ours"), stock.candidate(folder / "stock"))
    result = _result(load, figures(candidates, turns=turns, rounds=rounds, starts=starts))
    before = read(result.commit, ROOT)
    _keep(result)
    text = report(result, ours=ours.NAME, stock=stock.NAME, before=before)
    if write:
        page.write(ROOT, "beside stock Rasa", report(result, ours=ours.NAME, stock=stock.NAME))
    return text


def _against(folder: Path, other: str, models: Path | None, *, turns: int, rounds: int, starts: int) -> str:
    ours.need_a_model()
    commit = against.commit_of(other)
    for name in ("ours", "other"):
        (folder / name).mkdir()
    with against.candidate(commit, folder / "other", models) as theirs:
        load = _load()
        candidates = (ours.candidate(folder / "ours"), theirs)
        result = _result(load, figures(candidates, turns=turns, rounds=rounds, starts=starts))
        return report_against(result, ours=ours.NAME, other=theirs.bot.name)


def _result(load: float, bots: dict[str, Figures]) -> BenchResult:
    return BenchResult(
        commit=against.commit_of("HEAD"),
        changed=against.is_changed(),
        date=f"{datetime.now().astimezone():%Y-%m-%d}",
        machine=machine(),
        versions=versions(),
        load=load,
        bots=bots,
    )


def _keep(result: BenchResult) -> None:
    logger.info("Kept as %s", keep(result, ROOT).relative_to(ROOT))


def _load() -> float:
    load = os.getloadavg()[0]
    if load > BUSY:
        logger.info("The machine is busy (load %.1f): every figure will be low, and the ratios unsteady.", load)
    return load


@contextmanager
def _folder() -> Iterator[Path]:
    """A temporary one; what goes wrong is one line."""
    try:
        with tempfile.TemporaryDirectory(prefix="signpost-bench-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except BenchFailed as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"cannot write to the temporary folder ({error.strerror}): free some space"
        ) from error


if __name__ == "__main__":
    main()
