"""A whole run, with the bot and the baselines played by what was made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation import baselines, kept, run
from evaluation.cases import CaseSet
from evaluation.pipelines import Pipeline
from evaluation.readings import Reading
from evaluation.results import Answers
from tests.evaluation.made import answers, heard, reading, result, some_answers

SETS = [CaseSet("dev", (), (), "0"), CaseSet("test", (), (), "0")]


class _Bot:
    def answer(self, case_set: CaseSet) -> Answers:
        return some_answers(case_set.name)


@pytest.fixture
def read_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names of the baselines that were asked."""
    names: list[str] = []

    def readings(pipeline: Pipeline, texts: Sequence[str], folder: Path) -> list[Reading]:
        names.append(pipeline.name)
        return [reading() for _ in texts]

    monkeypatch.setattr(run, "load_bot", lambda models: _Bot())
    monkeypatch.setattr(baselines, "readings", readings)
    monkeypatch.setattr(baselines, "has_base_encoder", lambda: False)
    monkeypatch.setattr(kept.keep, "__defaults__", (tmp_path / "kept.json",))
    monkeypatch.setattr(kept.kept, "__defaults__", (tmp_path / "kept.json",))
    return names


def test_each_baseline_is_asked_once_for_all_sets(read_with: list[str], tmp_path: Path) -> None:
    found = run.evaluate(SETS, diet_epochs=2, folder=tmp_path)
    assert read_with == ["n-grams", "stock"]
    assert [one.name for one in found.sets] == ["dev", "test"]
    assert "DIET, 2 epochs" in found.sets[0].rows[-1].name


def test_without_epochs_the_stock_pipeline_is_left_out(read_with: list[str], tmp_path: Path) -> None:
    run.evaluate(SETS, diet_epochs=0, folder=tmp_path)
    assert read_with == ["n-grams"]


def test_what_was_measured_with_the_base_encoder_is_kept(
    read_with: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baselines, "has_base_encoder", lambda: True)
    here = run.evaluate(SETS, diet_epochs=0, folder=tmp_path)
    monkeypatch.setattr(baselines, "has_base_encoder", lambda: False)
    elsewhere = run.evaluate(SETS, diet_epochs=0, folder=tmp_path)
    assert [row.name for row in elsewhere.sets[0].rows] == [row.name for row in here.sets[0].rows]
    assert (here.sets[0].rows[-1].note, here.base_encoder) == ("", True)
    assert elsewhere.sets[0].rows[-1].note


def test_conversations_alone_ask_no_baseline(
    read_with: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = answers(dialogues=[result("d", heard(["advice"], "advice"))])
    monkeypatch.setattr(_Bot, "answer", lambda self, case_set: talk)
    run.evaluate(SETS[:1], diet_epochs=2, folder=tmp_path)
    assert read_with == []
