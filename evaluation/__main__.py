"""The command `python -m evaluation`: progress goes to standard error, what was asked for to standard output."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.settings import ROOT, SettingError
from bot.streams import before_rasa
from evaluation.cases import BadInput, CaseSet, own_set, read_set

if TYPE_CHECKING:
    from evaluation.run import Run

logger = logging.getLogger("evaluation")

SETS = {"dev": ("dev",), "test": ("test",), "both": ("dev", "test")}
GIVEN = "given"
OTHER_FILE = click.Path(path_type=Path)
KEPT = ROOT / ".build" / "evaluation"
DIET_HELP = "How long to train Rasa's stock pipeline; `rasa init` has 100, slow on two cores. 0 leaves it out."
ABLATE_HELP = "Whether conversations are also answered with one part of the bot taken out at a time."
SHOW_HELP = "Also write and list the words of the test messages, which nobody should tune on."
OUT_HELP = "Where the report goes. Else to docs/ for both sets, to .build/evaluation/ for less and for other files."


class Mistake(click.ClickException):
    """What was handed in cannot be used."""

    exit_code = 2


@click.command()
@click.option("--set", "which", type=click.Choice(list(SETS)), default="both", show_default=True, help="Own messages.")
@click.option("--cases", type=OTHER_FILE, help="Another file of messages, in place of our own.")
@click.option("--dialogues", type=OTHER_FILE, help="Another file of conversations, in place of our own.")
@click.option("--diet-epochs", default=5, show_default=True, type=click.IntRange(min=0), help=DIET_HELP)
@click.option("--ablate/--no-ablate", default=True, show_default=True, help=ABLATE_HELP)
@click.option("--failures", "show", is_flag=True, help="Also list every failure with what led to it.")
@click.option("--show-test-words", is_flag=True, help=SHOW_HELP)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=OUT_HELP)
def main(
    which: str,
    cases: Path | None,
    dialogues: Path | None,
    diet_epochs: int,
    ablate: bool,
    show: bool,
    show_test_words: bool,
    out: Path | None,
) -> None:
    """Measure how well this bot understands labelled messages, and write evaluation.md with its plots.

    Every failure goes to .build/evaluation/failures.jsonl, those of the test messages without their words.
    """
    before_rasa()
    others = bool(cases or dialogues)
    try:
        case_sets = [read_set(GIVEN, cases, dialogues)] if others else [own_set(name) for name in SETS[which]]
    except BadInput as error:
        raise Mistake(str(error)) from error
    whole = which == "both" and not others
    try:
        run = _run(case_sets, diet_epochs, ablate)
        _failures(run, show=show, show_test_words=show_test_words)
        _report(run, out or (ROOT / "docs" if whole else KEPT))
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'a file'}: {error.strerror}") from error


def _run(case_sets: list[CaseSet], diet_epochs: int, ablate: bool) -> Run:
    from bot.engine.engine import ModelMissing
    from bot.engine.quiet_logs import configure
    from bot.training import TrainingFailed
    from directory.errors import DirectoryError
    from evaluation.baselines import BaselineFailed
    from evaluation.run import evaluate
    from stock.environment import StockMissing, python

    configure()
    logger.setLevel(logging.INFO)
    try:
        if diet_epochs:
            # It is needed last: said first, it costs nobody an hour.
            python()
        return evaluate(case_sets, diet_epochs=diet_epochs, ablate=ablate, folder=KEPT)
    except (BaselineFailed, DirectoryError, ModelMissing, SettingError, StockMissing, TrainingFailed) as error:
        raise click.ClickException(str(error)) from error


def _failures(run: Run, *, show: bool, show_test_words: bool) -> None:
    from evaluation import failures

    nearest = failures.Neighbours(KEPT)
    rows = [
        row
        for measured in run.sets
        for row in failures.failures(measured.answers, nearest.of, show_test_words=show_test_words)
    ]
    failures.write(rows, KEPT / "failures.jsonl")
    if show:
        for row in rows:
            click.echo(failures.in_words(row))


def _report(run: Run, folder: Path) -> None:
    from evaluation.report import write

    click.echo(f"Written: {write(run, folder)}", err=True)


if __name__ == "__main__":
    main()
