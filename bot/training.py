"""Trains the model when there is none or what it was made from has changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import shutil
from pathlib import Path

from actions.topics.files import read_topics
from bot.model_files import SUFFIX, draft_folder, hash_file, is_intact, newest_first, prune, put
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
    "bot/understanding/situated.py",
    "bot/understanding/utterance.py",
    "bot/understanding/encoder/finetuning/examples.py",
    "bot/understanding/components/normaliser.py",
    "bot/understanding/components/ngrams.py",
    "bot/understanding/components/encoder.py",
    "bot/understanding/components/classifier.py",
    "bot/understanding/components/regression.py",
    "bot/understanding/components/seen.py",
    "bot/understanding/components/views.py",
    "bot/understanding/encoder/files.py",
    "bot/understanding/encoder/sentence_encoder.py",
    # Of the encoder's large files their reviewed hashes: a damaged one is not another model.
    "bot/understanding/encoder/*.sha256",
)
# What computes and writes it: a model of one version need not be read by another.
MADE_BY = ("rasa", "scikit-learn", "scipy", "numpy", "onnxruntime", "tokenizers")
NAME = "signpost"
WITHOUT_ENCODER = "-without-encoder"
VECTORS = "vectors.npz"
# Where the model lies that comes with the project: a fresh clone need not train (docs/decisions/0026).
SHIPPED = ROOT / "bot" / "understanding" / "shipped"
SHIPPED_SETTING = "SIGNPOST_SHIPPED_MODELS"


class TrainingFailed(Exception):
    """Rasa could not train; the message says what to look at."""


def fingerprint(root: Path = ROOT) -> str:
    """A hash over all that decides what the model is."""
    digest = hashlib.sha256(" ".join(map(importlib.metadata.version, MADE_BY)).encode())
    for pattern in INPUTS:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    # Of a topic that is data no more is learnt than that it is there.
    found, _ = read_topics(root)
    digest.update(" ".join(sorted(topic.name for topic in found)).encode())
    return digest.hexdigest()[:16]


def current(models: Path, root: Path = ROOT) -> Path | None:
    """The model of the newest inputs, trained here or shipped; None where there is none that is whole."""
    wanted = (folder / name for name in _names(root) for folder in (models, _shipped()))
    return next((model for model in wanted if is_intact(model)), None)


def is_current(models: Path, root: Path = ROOT) -> bool:
    """True where the newest inputs have a model that is whole."""
    return current(models, root) is not None


def best_first(models: Path, root: Path = ROOT) -> list[Path]:
    """All models, whole or not: those of the newest inputs, then others from the newest on, what is shipped last."""
    wanted = [folder / name for name in _names(root) for folder in (models, _shipped())]
    others = [*newest_first(models), *newest_first(_shipped())]
    return list(dict.fromkeys([*(model for model in wanted if model.exists()), *others]))


def train(models: Path, root: Path = ROOT) -> Path:
    """Trains and returns the model's path; the one before is kept and older ones are removed.

    Raises TrainingFailed, or OSError where it cannot be written.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Its own bars and its "Your Rasa model is trained" would stand amid ours.
    os.environ["LOG_LEVEL"] = "ERROR"
    from rasa.model_training import train as rasa_train

    from bot.understanding.encoder.kept_vectors import kept_in

    # What is trained without the encoder must not pass for what is trained with it.
    path = models / _names(root)[-1]
    with draft_folder(models) as folder, kept_in(models / VECTORS), contextlib.redirect_stdout(None):
        result = rasa_train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            # Of data/ what Rasa's own readers take: they would read all of it several times to find out.
            training_files=[str(root / "data" / "nlu"), str(root / "data" / "stories")],
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


def ship(models: Path, root: Path = ROOT) -> Path:
    """Puts the model of the newest inputs in place of the one that came with the project, and returns its path.

    Raises TrainingFailed where there is none yet, or one without the encoder.
    """
    name = f"{NAME}-{fingerprint(root)}{SUFFIX}"
    found = current(models, root)
    if found is None or found.name != name:
        raise TrainingFailed("there is no whole model of what stands here: `make train` first")
    shipped = _shipped()
    path = shipped / name
    if found != path:
        with draft_folder(shipped) as folder:
            put(Path(shutil.copy(found, folder)), path)
    for older in newest_first(shipped):
        if older != path:
            hash_file(older).unlink(missing_ok=True)
            older.unlink()
    return path


def _names(root: Path) -> list[str]:
    """How it may be called, the best first."""
    name = f"{NAME}-{fingerprint(root)}"
    return [f"{name}{SUFFIX}", *([f"{name}{WITHOUT_ENCODER}{SUFFIX}"] if encoder_files.problem() else [])]


def _shipped() -> Path:
    return Path(os.environ.get(SHIPPED_SETTING, str(SHIPPED)))
