"""Baselines are trained once for each state of what they learn from, and only whole models are kept.

The pipelines are made from what is there, so that they cannot drift from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from bot.settings import ROOT
from evaluation import baselines
from evaluation.baselines import (
    ENCODER,
    MESSAGES,
    NO_ENCODER,
    OUR_CODE,
    BaselineFailed,
    NoEncoder,
    Pipeline,
    minutes,
    swapped,
    trained,
    without_encoder,
)
from evaluation.stock import stock

PIPELINE = Pipeline("small", {"language": "en", "pipeline": [{"name": "WhitespaceTokenizer"}]}, ())
CONFIG = YAML(typ="safe").load(ROOT / "config.yml")


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
    assert list(tmp_path.glob("*.tar.gz")) == [newer]
    assert len(list(tmp_path.iterdir())) == 2


def test_how_long_a_training_took_is_known_later(training: _Training, tmp_path: Path) -> None:
    assert minutes(PIPELINE, tmp_path) is None
    trained(PIPELINE, tmp_path)
    assert minutes(PIPELINE, tmp_path) == "0"


def test_other_baselines_stay(training: _Training, tmp_path: Path) -> None:
    trained(PIPELINE, tmp_path)
    trained(Pipeline("other", PIPELINE.config, ()), tmp_path)
    assert len(list(tmp_path.glob("*.tar.gz"))) == 2


def test_a_failed_training_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(baselines, "train_nlu", lambda *_, **__: None)
    with pytest.raises(BaselineFailed, match="small could not be trained"):
        trained(PIPELINE, tmp_path)
    assert not list(tmp_path.iterdir())


def test_only_the_encoder_is_swapped() -> None:
    config = without_encoder().config
    assert NO_ENCODER in [row["name"] for row in config["pipeline"]]
    assert swapped(config, {NO_ENCODER: ENCODER})["pipeline"] == CONFIG["pipeline"]


def test_baselines_learn_from_single_messages_alone() -> None:
    for pipeline in (stock(1), without_encoder()):
        assert "importers" not in pipeline.config
        assert set(MESSAGES) <= set(pipeline.files)


def test_without_an_encoder_every_message_has_the_same_empty_vector() -> None:
    messages = [Message({TEXT: text}) for text in ("hello", "he is not breathing")]
    NoEncoder(NoEncoder.get_default_config()).process(messages)
    vectors = [message.get_dense_features(TEXT)[1].features for message in messages]
    assert all(vector.shape == (1, 384) and not np.any(vector) for vector in vectors)


def test_what_is_not_there_cannot_be_swapped() -> None:
    with pytest.raises(KeyError):
        swapped({"pipeline": [{"name": "a"}]}, {"b": "c"})


def test_a_fingerprint_changes_with_the_config_alone_or_not_at_all() -> None:
    assert stock(3).fingerprint == stock(3).fingerprint
    assert stock(3).fingerprint != stock(4).fingerprint


def test_the_files_of_a_fingerprint_are_there() -> None:
    for pattern in (*MESSAGES, *OUR_CODE):
        assert list(ROOT.glob(pattern)), pattern
