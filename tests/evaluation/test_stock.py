"""Rasa's own pipeline is trained and asked by another Python, which a test plays with a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import ROOT
from evaluation import stock
from evaluation.baselines import BaselineFailed, Pipeline
from evaluation.stock import LOCK, SEED, readings
from stock.environment import StockMissing, python

PIPELINE = Pipeline("stock", {"language": "en", "pipeline": [{"name": "WhitespaceTokenizer"}]}, ())
# -m rasa train nlu --config $6 --nlu $8 --out ${10}
TRAINS = 'if [ "$1" = -m ]; then cp "$6" "${10}/model.tar.gz"; exit; fi'
# $1 is our script, $2 the model.
READS = """sed 's/"[^"]*"/{"intent": {"name": "family", "confidence": 0.7}}/g' "$3" >"$4" """

Play = Callable[..., None]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Play:
    """Puts shell commands in the place of stock Rasa's Python."""

    def put(*lines: str) -> None:
        script = tmp_path / "python"
        script.write_text("\n".join(["#!/bin/sh", *lines]))
        script.chmod(0o755)
        monkeypatch.setattr(stock, "python", lambda: str(script))

    return put


@pytest.mark.process
def test_each_message_has_its_reading(play: Play, tmp_path: Path) -> None:
    play(TRAINS, READS)
    found = readings(PIPELINE, ["my son", "his mum"], tmp_path / "kept")
    assert [(one.text, one.decision.intent, one.decision.confidence) for one in found] == [
        ("my son", "family", 0.7),
        ("his mum", "family", 0.7),
    ]


@pytest.mark.process
def test_what_rasa_keeps_in_a_home_folder_stays_out_of_ours(play: Play, tmp_path: Path) -> None:
    play(TRAINS, READS, 'echo "$HOME" >' + str(tmp_path / "home"))
    readings(PIPELINE, ["hello"], tmp_path / "kept")
    home = Path((tmp_path / "home").read_text().strip())
    assert home != Path.home()
    assert not home.exists()


@pytest.mark.process
def test_a_second_time_nothing_is_trained(play: Play, tmp_path: Path) -> None:
    play(TRAINS, READS)
    readings(PIPELINE, ["hello"], tmp_path / "kept")
    play('[ "$1" = -m ] && exit 1', READS)
    assert len(readings(PIPELINE, ["hello"], tmp_path / "kept")) == 1


@pytest.mark.process
@pytest.mark.parametrize(
    ("lines", "message"),
    [(("exit 1",), "could not be trained"), (("exit 0",), "could not be trained"), ((TRAINS, "exit 1"), "not read")],
    ids=["training fails", "training makes nothing", "reading fails"],
)
def test_what_fails_is_one_line(lines: tuple[str, ...], message: str, play: Play, tmp_path: Path) -> None:
    play(*lines)
    with pytest.raises(BaselineFailed, match=message):
        readings(PIPELINE, ["hello"], tmp_path / "kept")


def test_without_the_environment_it_is_said_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StockMissing, match="scripts/setup-stock"):
        python(tmp_path)
    assert (ROOT / "scripts" / "setup-stock").exists()


def test_it_is_rasas_pipeline_with_these_epochs_and_a_seed() -> None:
    rows = {row["name"]: row for row in stock.stock(3).config["pipeline"]}
    assert {"DIETClassifier", "FallbackClassifier"} <= set(rows)
    assert (rows["DIETClassifier"]["epochs"], rows["DIETClassifier"]["random_seed"]) == (3, SEED)
    assert not any(name.startswith(("bot.", "evaluation.")) for name in rows)


def test_another_tensorflow_is_another_model() -> None:
    assert LOCK in stock.stock(3).files
    assert (ROOT / LOCK).exists()
