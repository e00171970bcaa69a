"""Trains the model when there is none or what it was made from has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from bot.settings import ROOT

# Red flags, entities and the gate's code are read live: a changed rule needs no training.
INPUTS = (
    "config.yml",
    "domain.yml",
    "uv.lock",
    "data/**/*.yml",
    "bot/understanding/normalise.py",
    "bot/understanding/components/*.py",
    "bot/understanding/encoder/*",
)
NAME = "signpost"


class TrainingFailed(Exception):
    """Rasa could not train; the message says what to look at."""


def fingerprint(root: Path = ROOT) -> str:
    """A hash over all that decides what the model is."""
    digest = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def is_current(models: Path, root: Path = ROOT) -> bool:
    """True where the newest inputs have a model."""
    return _model(models, root).exists()


def train(models: Path, root: Path = ROOT) -> Path:
    """Trains and returns the model's path; older models are removed, so that one remains. Raises TrainingFailed."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    from rasa.model_training import train as rasa_train

    path = _model(models, root)
    result = rasa_train(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=[str(root / "data")],
        output=str(models),
        fixed_model_name=path.name.removesuffix(".tar.gz"),
    )
    if result.code != 0 or not result.model:
        raise TrainingFailed("training failed: `make check` names what in data/, domain.yml or config.yml is wrong")
    for old in models.glob("*.tar.gz"):
        if old != path:
            old.unlink()
    return path


def _model(models: Path, root: Path) -> Path:
    return models / f"{NAME}-{fingerprint(root)}.tar.gz"
