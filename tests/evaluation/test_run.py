"""A whole run, with the bot and the baselines played by what was made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation import baselines, run, stock
from evaluation.ablations import ABLATIONS, Ablation, whole
from evaluation.answers import Answers, ReadMessage
from evaluation.baselines import Pipeline
from evaluation.cases import CaseSet
from tests.evaluation.made import answers, heard, reading, result, some_answers

SETS = [some_answers(name).cases for name in ("dev", "test")]


class _Bot:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int, Ablation]] = []

    def answer(self, cases: CaseSet, ablation: Ablation = whole) -> Answers:
        self.asked.append((cases.name, len(cases.messages), ablation))
        return some_answers(cases.name)


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> _Bot:
    found = _Bot()
    monkeypatch.setattr(run, "load_bot", lambda models: found)
    # To read all that is trained on takes longer than all else here.
    monkeypatch.setattr(run, "read_said", lambda: ["hello"])
    return found


@pytest.fixture
def read_with(monkeypatch: pytest.MonkeyPatch, bot: _Bot) -> list[str]:
    """The names of the baselines that were asked."""
    names: list[str] = []

    def readings(pipeline: Pipeline, texts: Sequence[str], folder: Path) -> list[ReadMessage]:
        names.append(pipeline.name)
        return [reading() for _ in texts]

    monkeypatch.setattr(baselines, "readings", readings)
    monkeypatch.setattr(stock, "readings", readings)
    return names


def test_each_baseline_is_asked_once_for_all_sets(read_with: list[str], tmp_path: Path) -> None:
    found = run.evaluate(SETS, diet_epochs=2, ablate=False, folder=tmp_path)
    assert read_with == ["n-grams", "stock"]
    assert [one.name for one in found.sets] == ["dev", "test"]
    assert found.training_messages == 1
    assert "DIET, 2 epochs" in found.sets[0].rows[-1].name


def test_without_epochs_the_stock_pipeline_is_left_out(read_with: list[str], tmp_path: Path) -> None:
    run.evaluate(SETS, diet_epochs=0, ablate=False, folder=tmp_path)
    assert read_with == ["n-grams"]


@pytest.mark.usefixtures("read_with")
def test_with_a_part_taken_out_conversations_alone_are_answered(bot: _Bot, tmp_path: Path) -> None:
    found = run.evaluate(SETS[:1], diet_epochs=0, ablate=True, folder=tmp_path)
    assert bot.asked == [("dev", 6, whole), *(("dev", 0, ablation) for ablation in ABLATIONS.values())]
    assert list(found.sets[0].ablated) == list(ABLATIONS)


def test_conversations_alone_ask_no_baseline(
    read_with: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = answers(dialogues=[result("d", heard(["advice"], "advice"))])
    monkeypatch.setattr(_Bot, "answer", lambda self, cases: talk)
    run.evaluate(SETS[:1], diet_epochs=2, ablate=False, folder=tmp_path)
    assert read_with == []
