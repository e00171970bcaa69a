"""The pipelines to compare with are made from what is there, so that they cannot drift from it."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from bot.settings import ROOT
from evaluation import pipelines
from evaluation.pipelines import ENCODER, Pipeline, swapped

CONFIG = YAML(typ="safe").load(ROOT / "config.yml")


def _names(pipeline: Pipeline) -> list[str]:
    return [row["name"] for row in pipeline.config["pipeline"]]


@pytest.mark.parametrize(
    ("pipeline", "stands_in"),
    [(pipelines.without_encoder(), pipelines.NO_ENCODER), (pipelines.base_encoder(), pipelines.BASE_ENCODER)],
    ids=["n-grams", "base encoder"],
)
def test_only_the_encoder_is_swapped(pipeline: Pipeline, stands_in: str) -> None:
    ours = [row["name"] for row in CONFIG["pipeline"]]
    assert _names(pipeline) == [stands_in if name == ENCODER else name for name in ours]
    assert swapped(pipeline.config, {stands_in: ENCODER})["pipeline"] == CONFIG["pipeline"]


def test_the_stock_pipeline_is_rasas_with_these_epochs_and_a_seed() -> None:
    rows = {row["name"]: row for row in pipelines.stock(3).config["pipeline"]}
    assert {"DIETClassifier", "FallbackClassifier"} <= set(rows)
    assert (rows["DIETClassifier"]["epochs"], rows["DIETClassifier"]["random_seed"]) == (3, pipelines.SEED)
    assert not any(name.startswith(("bot.", "evaluation.")) for name in rows)


def test_what_is_not_there_cannot_be_swapped() -> None:
    with pytest.raises(KeyError):
        swapped({"pipeline": [{"name": "a"}]}, {"b": "c"})


def test_a_fingerprint_changes_with_the_config_alone_or_not_at_all() -> None:
    assert pipelines.stock(3).fingerprint == pipelines.stock(3).fingerprint
    assert pipelines.stock(3).fingerprint != pipelines.stock(4).fingerprint


def test_the_training_messages_are_part_of_every_fingerprint() -> None:
    for pipeline in (pipelines.stock(1), pipelines.without_encoder(), pipelines.base_encoder()):
        assert set(pipelines.MESSAGES) <= set(pipeline.files)


def test_the_files_of_a_fingerprint_are_there() -> None:
    for pattern in (*pipelines.MESSAGES, *pipelines.OUR_CODE):
        assert list(ROOT.glob(pattern)), pattern
