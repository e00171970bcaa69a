"""Pipelines to compare with, which learn from data/nlu alone; here, ours without its encoder.

Each is trained once for each state of what it learns from.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import hashlib
import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.model_training import train_nlu
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.understanding.components.encoder import SentenceEncoderFeaturizer
from evaluation.answers import CONFIG, ReadMessage, read

logger = logging.getLogger(__name__)

ENCODER = "bot.understanding.components.encoder.SentenceEncoderFeaturizer"
NO_ENCODER = "evaluation.baselines.NoEncoder"
# What our components do decides what a pipeline of them learns.
OUR_CODE = (
    "actions/intents.py",
    "actions/conversation/*.py",
    "bot/understanding/*.py",
    "bot/understanding/components/*.py",
    "evaluation/baselines.py",
)
MESSAGES = ("data/nlu/*.yml",)

# Takes Rasa's config, its messages, a folder and a name; the model that was made there, or None.
Train = Callable[[str, str, str, str], str | None]


class BaselineFailed(Exception):
    """A pipeline to compare with could not be trained."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class NoEncoder(SentenceEncoderFeaturizer):
    """Zeros, as the bot has them where its encoder is refused: what is left are the n-grams."""

    def __init__(self, config: dict[str, Any]) -> None:
        DenseFeaturizer.__init__(self, type(self).__name__, config)
        self._encoder = None


@dataclass(frozen=True)
class Pipeline:
    """A Rasa configuration and the files that it learns from besides."""

    name: str
    config: Mapping[str, Any]
    files: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Changes with all that decides what is learnt."""
        digest = hashlib.sha256(json.dumps([self.config, version("rasa")], sort_keys=True).encode())
        digest.update(files_fingerprint(self.files).encode())
        return digest.hexdigest()[:16]


def files_fingerprint(patterns: Iterable[str]) -> str:
    """A hash over files of the project."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def without_encoder() -> Pipeline:
    """The n-grams alone. The encoder's place is kept with zeros, since the classifier looks for a vector there."""
    config: dict[str, Any] = YAML(typ="safe").load(CONFIG)
    # Conversations come by way of an importer of ours.
    del config["policies"], config["importers"]
    return Pipeline("n-grams", swapped(config, {ENCODER: NO_ENCODER}), (*MESSAGES, *OUR_CODE))


def swapped(config: Mapping[str, Any], others: Mapping[str, str]) -> dict[str, Any]:
    """The config with components replaced by name. Raises KeyError for one that is not in it."""
    changed = copy.deepcopy(dict(config))
    rows = {row["name"]: row for row in changed["pipeline"]}
    for name, other in others.items():
        rows[name]["name"] = other
    return changed


def readings(pipeline: Pipeline, texts: Sequence[str], folder: Path) -> list[ReadMessage]:
    """How the pipeline reads each of the messages as a first one, trained before if need be. Raises BaselineFailed."""
    agent = Agent.load(trained(pipeline, folder))
    return asyncio.run(_read_all(agent, texts))


async def _read_all(agent: Agent, texts: Sequence[str]) -> list[ReadMessage]:
    return [read(await agent.parse_message(text), text) for text in texts]


def trained(pipeline: Pipeline, folder: Path, train: Train | None = None) -> Path:
    """The model of this pipeline; older ones of the same name are removed. Raises BaselineFailed.

    Where `train` is not given it is trained in this process.
    """
    model = _model(pipeline, folder)
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        logger.info("Training the baseline %s ...", pipeline.name)
        began = time.monotonic()
        _train(pipeline, model, train or train_nlu)
        _taken(model).write_text(f"{(time.monotonic() - began) / 60:.0f}", encoding="ascii")
        for old in folder.glob(f"{pipeline.name}-*.tar.gz*"):
            if old not in (model, _taken(model)):
                old.unlink()
    return model


def minutes(pipeline: Pipeline, folder: Path) -> str | None:
    """How many its training took, where that is known."""
    taken = _taken(_model(pipeline, folder))
    return taken.read_text(encoding="ascii") if taken.exists() else None


def _model(pipeline: Pipeline, folder: Path) -> Path:
    return folder / f"{pipeline.name}-{pipeline.fingerprint}.tar.gz"


def _taken(model: Path) -> Path:
    return model.with_name(f"{model.name}.minutes")


def _train(pipeline: Pipeline, model: Path, train: Train) -> None:
    with tempfile.TemporaryDirectory(dir=model.parent) as temporary:
        config = Path(temporary) / "config.yml"
        with config.open("w", encoding="utf-8") as file:
            YAML(typ="safe").dump(dict(pipeline.config), file)
        # Rasa prints where it saved the model.
        with contextlib.redirect_stdout(sys.stderr):
            made = train(str(config), str(ROOT / "data" / "nlu"), temporary, "model")
        if not made:
            raise BaselineFailed(f"the baseline {pipeline.name} could not be trained: `make check` names what is wrong")
        # Only whole models are kept, however this ends.
        Path(made).replace(model)
