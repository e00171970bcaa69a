"""One evaluation from beginning to end."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.settings import Settings
from bot.understanding.encoder.finetuning.examples import read_examples
from evaluation import baselines, kept, pipelines
from evaluation.bot import load_bot, texts
from evaluation.cases import CaseSet
from evaluation.comparison import Row, gated_rows, own_rows, stock_row
from evaluation.measured import OWN_SETS, Measured, Run, measured
from evaluation.readings import Gate, Reading, gate_settings
from evaluation.results import Answers

logger = logging.getLogger(__name__)

N_GRAMS = "n-grams without an encoder"
BASE = "the encoder as published, not fine-tuned"

Rows = Mapping[str, list[Row]]


def evaluate(case_sets: Sequence[CaseSet], *, diet_epochs: int, folder: Path) -> Run:
    """Answers all sets, reads them with the baselines, which are kept in `folder`, and counts.

    Raises what load_bot does, and BaselineFailed.
    """
    bot = load_bot(Settings.read().models)
    answered = [bot.answer(case_set) for case_set in case_sets]
    settings = gate_settings()
    gate = Gate.of(settings)
    rows: dict[str, list[Row]] = {answers.name: own_rows(answers, gate) for answers in answered}
    for name, more in _others(answered, gate, diet_epochs, folder).items():
        rows[name] += more
    return Run(
        sets=tuple(_measured(answers, settings, rows) for answers in answered),
        gate=settings,
        training_messages=len(read_examples()),
        fingerprint=pipelines.files_fingerprint(),
        diet_epochs=diet_epochs,
        base_encoder=baselines.has_base_encoder(),
    )


def _measured(answers: Answers, settings: Mapping[str, object], rows: Rows) -> Measured:
    logger.info("Counting %s ...", answers.name)
    return measured(answers, settings, rows[answers.name])


def _others(answered: Sequence[Answers], gate: Gate, diet_epochs: int, folder: Path) -> Rows:
    with_messages = [answers for answers in answered if answers.messages]
    found: dict[str, list[Row]] = {answers.name: [] for answers in with_messages}
    if not with_messages:
        return found
    by_set = _read(pipelines.without_encoder(), with_messages, folder)
    for answers in with_messages:
        found[answers.name] += gated_rows(N_GRAMS, answers, by_set[answers.name], gate)
    for name, rows in _base_encoder(with_messages, gate, folder).items():
        found[name] += rows
    if diet_epochs:
        by_set = _read(pipelines.stock(diet_epochs), with_messages, folder)
        for answers in with_messages:
            name = f"Rasa's stock pipeline (DIET, {diet_epochs} epochs)"
            found[answers.name].append(stock_row(name, answers, by_set[answers.name]))
    return found


def _base_encoder(answered: Sequence[Answers], gate: Gate, folder: Path) -> Rows:
    messages = pipelines.files_fingerprint()
    if not baselines.has_base_encoder():
        return {answers.name: kept.kept(answers.name, answers.fingerprint, messages) for answers in answered}
    by_set = _read(pipelines.base_encoder(), answered, folder)
    rows = {answers.name: gated_rows(BASE, answers, by_set[answers.name], gate) for answers in answered}
    own = {answers.name: rows[answers.name] for answers in answered if answers.name in OWN_SETS}
    kept.keep(own, {answers.name: answers.fingerprint for answers in answered}, messages)
    return rows


def _read(pipeline: pipelines.Pipeline, answered: Sequence[Answers], folder: Path) -> dict[str, list[Reading]]:
    """All sets in one go, since loading a pipeline takes longer than reading with it."""
    everything = [text for answers in answered for text in texts(answers)]
    logger.info("Reading with the baseline %s ...", pipeline.name)
    readings = iter(baselines.readings(pipeline, everything, folder))
    return {answers.name: [next(readings) for _ in answers.messages] for answers in answered}
