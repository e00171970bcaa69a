"""Baselines are trained once for each state of what they learn from, and only whole models are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from evaluation import baselines
from evaluation.baselines import BaselineFailed, trained
from evaluation.pipelines import Pipeline

PIPELINE = Pipeline("small", {"language": "en", "pipeline": [{"name": "WhitespaceTokenizer"}]}, ())


class _Training:
    """Stands in for Rasa's, and remembers the configs that it was handed."""

    def __init__(self) -> None:
        self.configs: list[Any] = []

    def __call__(self, config: str, nlu_data: str, output: str, fixed_model_name: str) -> str:
        self.configs.append(YAML(typ="safe").load(Path(config)))
        made = Path(output) / f"{fixed_model_name}.tar.gz"
        made.write_bytes(b"model")
        return str(made)


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> _Training:
    found = _Training()
    monkeypatch.setattr(baselines, "train_nlu", found)
    return found


def test_a_second_time_nothing_is_trained(training: _Training, tmp_path: Path) -> None:
    first, second = trained(PIPELINE, tmp_path), trained(PIPELINE, tmp_path)
    assert first == second
    assert training.configs == [PIPELINE.config]


def test_a_newer_state_takes_the_place_of_the_older(training: _Training, tmp_path: Path) -> None:
    trained(PIPELINE, tmp_path)
    newer = trained(Pipeline("small", {**PIPELINE.config, "language": "cy"}, ()), tmp_path)
    assert list(tmp_path.iterdir()) == [newer]


def test_other_baselines_stay(training: _Training, tmp_path: Path) -> None:
    trained(PIPELINE, tmp_path)
    trained(Pipeline("other", PIPELINE.config, ()), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_failed_training_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(baselines, "train_nlu", lambda *_, **__: None)
    with pytest.raises(BaselineFailed, match="small could not be trained"):
        trained(PIPELINE, tmp_path)
    assert not list(tmp_path.iterdir())
