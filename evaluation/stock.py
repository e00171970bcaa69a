"""Rasa's own default pipeline, trained and asked where its TensorFlow is: in stock Rasa's environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from ruamel.yaml import YAML

from evaluation.answers import ReadMessage, read
from evaluation.baselines import MESSAGES, BaselineFailed, Pipeline, trained
from stock.environment import QUIET, READING, python

SEED = 7
LOCK = "stock/uv.lock"


def stock(epochs: int) -> Pipeline:
    """What a project of `rasa init` is trained with: its config leaves the pipeline to this file of Rasa's."""
    found = files("rasa.engine.recipes.config_files").joinpath("default_config.yml").read_text(encoding="utf-8")
    config = YAML(typ="safe").load(found)
    config.pop("policies")
    for row in config["pipeline"]:
        if "epochs" in row:
            # Rasa sets no seed; with one, the same messages give the same baseline.
            row.update(epochs=epochs, random_seed=SEED)
    return Pipeline("stock", config, (*MESSAGES, LOCK))


def readings(pipeline: Pipeline, texts: Sequence[str], folder: Path) -> list[ReadMessage]:
    """How the pipeline reads each of the messages as a first one. Raises BaselineFailed or StockMissing."""
    model = trained(pipeline, folder, _train)
    with tempfile.TemporaryDirectory() as temporary:
        asked, answered = Path(temporary, "messages.json"), Path(temporary, "readings.json")
        asked.write_text(json.dumps(list(texts)), encoding="utf-8")
        if not _ran([str(READING), str(model), str(asked), str(answered)], temporary):
            raise BaselineFailed(f"the baseline {pipeline.name} could not read the messages: see above")
        found = json.loads(answered.read_text(encoding="utf-8"))
    return [read(parsed, text) for parsed, text in zip(found, texts, strict=True)]


def _train(config: str, messages: str, output: str, name: str) -> str | None:
    words = ["train", "nlu", "--config", config, "--nlu", messages, "--out", output, "--fixed-model-name", name]
    made = Path(output) / f"{name}.tar.gz"
    return str(made) if _ran(["-m", "rasa", *words], output) and made.exists() else None


def _ran(words: Sequence[str], folder: str) -> bool:
    """Whether it came to a good end. What Rasa says goes to standard error, what it and Keras keep to the folder."""
    command = [python(), *words]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **QUIET, "HOME": folder}, stdout=sys.stderr, check=False
    )
    return done.returncode == 0
