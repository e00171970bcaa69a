"""The pipelines to compare with: Rasa's own default, and ours with one part taken out or swapped."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from bot.settings import ROOT
from evaluation.readings import CONFIG

ENCODER = "bot.understanding.components.encoder.SentenceEncoderFeaturizer"
NO_ENCODER = "evaluation.features.NoEncoder"
BASE_ENCODER = "evaluation.features.BaseEncoder"
# What our components do decides what a pipeline of them learns.
OUR_CODE = ("bot/understanding/normalise.py", "bot/understanding/components/*.py", "evaluation/features.py")
MESSAGES = ("data/nlu/*.yml",)
SEED = 7


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


def files_fingerprint(patterns: Iterable[str] = MESSAGES) -> str:
    """A hash over files of the project; of the training messages, unless others are named."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def stock(epochs: int) -> Pipeline:
    """What a project of `rasa init` is trained with: its config leaves the pipeline to this file of Rasa's."""
    found = files("rasa.engine.recipes.config_files").joinpath("default_config.yml").read_text(encoding="utf-8")
    config = YAML(typ="safe").load(found)
    config.pop("policies")
    for row in config["pipeline"]:
        if "epochs" in row:
            # Rasa sets no seed; with one, the same messages give the same baseline.
            row.update(epochs=epochs, random_seed=SEED)
    return Pipeline("stock", config, MESSAGES)


def without_encoder() -> Pipeline:
    """The n-grams alone. The encoder's place is kept with zeros, since the classifier looks for a vector there."""
    return Pipeline("n-grams", swapped(_ours(), {ENCODER: NO_ENCODER}), (*MESSAGES, *OUR_CODE))


def base_encoder() -> Pipeline:
    """The encoder as it was published, not fine-tuned."""
    return Pipeline("base-encoder", swapped(_ours(), {ENCODER: BASE_ENCODER}), (*MESSAGES, *OUR_CODE))


def swapped(config: Mapping[str, Any], others: Mapping[str, str]) -> dict[str, Any]:
    """The config with components replaced by name. Raises KeyError for one that is not in it."""
    changed = copy.deepcopy(dict(config))
    rows = {row["name"]: row for row in changed["pipeline"]}
    for name, other in others.items():
        rows[name]["name"] = other
    return changed


def _ours() -> dict[str, Any]:
    config: dict[str, Any] = YAML(typ="safe").load(CONFIG)
    config.pop("policies")
    return config
