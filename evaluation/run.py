"""One evaluation from beginning to end, and all that is known when it has been made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.settings import Settings
from bot.understanding.encoder.finetuning.examples import read_said
from bot.understanding.thresholds import Thresholds
from evaluation import baselines, stock
from evaluation.ablations import ABLATIONS
from evaluation.answers import Answers, ReadMessage, thresholds_in_use
from evaluation.bot import Bot, load_bot
from evaluation.cases import CaseSet
from evaluation.comparison import Compared, gated_rows, own_rows, stock_row
from evaluation.probabilities import (
    Calibration,
    Curves,
    calibration,
    curves,
    emergency_claims,
    intent_claims,
    plainly_labelled,
)

logger = logging.getLogger(__name__)

LEARNT_FROM = ("data/nlu/*.yml", "data/conversations/*.yml")
N_GRAMS = "n-grams without an encoder"

ReadAll = Callable[[baselines.Pipeline, Sequence[str], Path], list[ReadMessage]]


@dataclass(frozen=True)
class Measured:
    """One set. Without messages there are no rows; `ablated` are its conversations, by what was taken out."""

    answers: Answers
    curves: Curves
    intents: Calibration
    emergencies: Calibration
    rows: tuple[Compared, ...]
    ablated: Mapping[str, Answers]

    @property
    def name(self) -> str:
        return self.answers.name


@dataclass(frozen=True)
class Run:
    """All sets, and what they were measured with. `diet_epochs` is 0 where the stock pipeline was left out."""

    sets: tuple[Measured, ...]
    gate: Thresholds
    training_messages: int
    fingerprint: str
    diet_epochs: int


def evaluate(case_sets: Sequence[CaseSet], *, diet_epochs: int, ablate: bool, folder: Path) -> Run:
    """Answers all sets, whole and with parts taken out, and reads them with the baselines, which `folder` keeps.

    Raises what load_bot does, BaselineFailed, and StockMissing.
    """
    bot, at = load_bot(Settings.read().models), thresholds_in_use()
    answered = [_answered(bot, cases) for cases in case_sets]
    ablated = [_ablated(bot, cases) if ablate else {} for cases in case_sets]
    others = _others(answered, at, diet_epochs, folder)
    return Run(
        sets=tuple(
            measured(one, at, others.get(one.name, []), without) for one, without in zip(answered, ablated, strict=True)
        ),
        gate=at,
        training_messages=len(read_said()),
        fingerprint=baselines.files_fingerprint(LEARNT_FROM),
        diet_epochs=diet_epochs,
    )


def measured(
    answers: Answers, at: Thresholds, others: Sequence[Compared], ablated: Mapping[str, Answers] | None = None
) -> Measured:
    """Counts all that is reported of one set."""
    logger.info("Counting %s ...", answers.name)
    heard = list(answers.said())
    return Measured(
        answers,
        curves(plainly_labelled(heard), at),
        calibration(intent_claims(heard, at)),
        calibration(emergency_claims(heard)),
        (*own_rows(answers, at), *others),
        ablated or {},
    )


def _answered(bot: Bot, cases: CaseSet) -> Answers:
    logger.info("Answering %s ...", cases.name)
    return bot.answer(cases)


def _ablated(bot: Bot, cases: CaseSet) -> Mapping[str, Answers]:
    if not cases.dialogues:
        return {}
    found = {}
    for name, ablation in ABLATIONS.items():
        logger.info("Answering the conversations of %s %s ...", cases.name, name)
        found[name] = bot.answer(replace(cases, messages=()), ablation)
    return found


def _others(answered: Sequence[Answers], at: Thresholds, diet_epochs: int, folder: Path) -> dict[str, list[Compared]]:
    with_messages = [answers for answers in answered if answers.messages]
    if not with_messages:
        return {}
    by_set = _read(baselines.readings, baselines.without_encoder(), with_messages, folder)
    found = {one.name: gated_rows(N_GRAMS, one, by_set[one.name], at) for one in with_messages}
    if diet_epochs:
        pipeline = stock.stock(diet_epochs)
        by_set = _read(stock.readings, pipeline, with_messages, folder)
        minutes = baselines.minutes(pipeline, folder)
        trained = f"{diet_epochs} epochs, {minutes} minutes" if minutes else f"{diet_epochs} epochs"
        name = f"Rasa's stock pipeline (DIET, {trained})"
        for one in with_messages:
            found[one.name].append(stock_row(name, one, by_set[one.name]))
    return found


def _read(
    read_all: ReadAll, pipeline: baselines.Pipeline, answered: Sequence[Answers], folder: Path
) -> dict[str, list[ReadMessage]]:
    """All sets in one go, since loading a pipeline takes longer than reading with it."""
    everything = [heard.turn.say for answers in answered for heard in answers.said()]
    logger.info("Reading with the baseline %s ...", pipeline.name)
    readings = iter(read_all(pipeline, everything, folder))
    return {answers.name: [next(readings) for _ in answers.messages] for answers in answered}
