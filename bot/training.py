"""Trains the model when there is none or what it was made from has changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
from pathlib import Path

from bot.model_files import SUFFIX, draft_folder, is_intact, newest_first, prune, put
from bot.settings import ROOT
from bot.understanding.encoder import files as encoder_files

# Red flags, entities, the gate's code and the wording of replies are read live: a change of them needs no training.
INPUTS = (
    "config.yml",
    "domain.yml",
    "data/nlu/*.yml",
    "data/stories/*.yml",
    "data/conversations/*.yml",
    "actions/intents.py",
    "actions/conversation/*.py",
    "bot/understanding/normalise.py",
    "bot/understanding/context.py",
    "bot/understanding/conversations.py",
    "bot/understanding/importer.py",
    "bot/understanding/components/*.py",
    "bot/understanding/encoder/*.py",
    # Of the encoder's large files their reviewed hashes: a damaged one is not another model.
    "bot/understanding/encoder/*.sha256",
)
# What computes and writes it: a model of one version need not be read by another.
MADE_BY = ("rasa", "scikit-learn", "scipy", "numpy", "onnxruntime", "tokenizers")
NAME = "signpost"
WITHOUT_ENCODER = "-without-encoder"


class TrainingFailed(Exception):
    """Rasa could not train; the message says what to look at."""


def fingerprint(root: Path = ROOT) -> str:
    """A hash over all that decides what the model is."""
    digest = hashlib.sha256(" ".join(map(importlib.metadata.version, MADE_BY)).encode())
    for pattern in INPUTS:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def current(models: Path, root: Path = ROOT) -> Path | None:
    """The model of the newest inputs; None where there is none that is whole."""
    return next((model for model in _wanted(models, root) if is_intact(model)), None)


def is_current(models: Path, root: Path = ROOT) -> bool:
    """True where the newest inputs have a model that is whole."""
    return current(models, root) is not None


def best_first(models: Path, root: Path = ROOT) -> list[Path]:
    """All models, whole or not: that of the newest inputs, then the others from the newest on."""
    wanted = [model for model in _wanted(models, root) if model.exists()]
    return [*wanted, *(model for model in newest_first(models) if model not in wanted)]


def train(models: Path, root: Path = ROOT) -> Path:
    """Trains and returns the model's path; the one before is kept and older ones are removed.

    Raises TrainingFailed, or OSError where it cannot be written.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    from rasa.model_training import train as rasa_train

    # What is trained without the encoder must not pass for what is trained with it.
    path = _wanted(models, root)[-1]
    with draft_folder(models) as folder:
        result = rasa_train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / "data")],
            output=str(folder),
            fixed_model_name=path.name.removesuffix(SUFFIX),
            # What a damaged model was made of may be damaged too.
            force_training=path.exists(),
        )
        if result.code != 0 or not result.model:
            raise TrainingFailed("training failed: `make check` names what in data/, domain.yml or config.yml is wrong")
        put(Path(result.model), path)
    with contextlib.suppress(OSError):
        prune(models, path)
    return path


def _wanted(models: Path, root: Path) -> list[Path]:
    """Where it may lie, the best first."""
    name = f"{NAME}-{fingerprint(root)}"
    names = [name, name + WITHOUT_ENCODER] if encoder_files.problem() else [name]
    return [models / f"{found}{SUFFIX}" for found in names]
