"""A model is named by what it is made from: a change of that asks for a new one, and nothing else does."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path

import pytest

from bot import training
from bot.settings import ROOT


def test_the_model_is_named_by_all_that_it_is_made_from() -> None:
    watched = {path.relative_to(ROOT).parts[0] for pattern in training.INPUTS for path in ROOT.glob(pattern)}
    assert watched == {"config.yml", "domain.yml", "data", "actions", "bot"}


@pytest.mark.parametrize(
    ("changed", "trains"),
    [
        ("config.yml", True),
        ("domain.yml", True),
        ("data/nlu/crisis.yml", True),
        ("data/conversations/amid.yml", True),
        ("bot/understanding/normalise.py", True),
        ("data/replies/about_bot.yml", False),
    ],
)
def test_a_change_of_its_inputs_and_no_other_asks_for_a_new_model(tmp_path: Path, changed: str, trains: bool) -> None:
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("data", "actions", "bot"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    before = training.fingerprint(tmp_path)
    assert before == training.fingerprint()
    with (tmp_path / changed).open("a") as file:
        file.write("\n# changed\n")
    assert (training.fingerprint(tmp_path) != before) == trains
    assert not training.is_current(tmp_path / "models", tmp_path)


@pytest.mark.parametrize(
    ("was", "now", "trains"),
    [("  council:\n", "  the_council:\n", True), ("    route: council\n", "    route: police\n", False)],
)
def test_of_a_topic_its_name_alone_asks_for_a_new_model(tmp_path: Path, was: str, now: str, trains: bool) -> None:
    shutil.copytree(ROOT / "data" / "replies", tmp_path / "data" / "replies")
    before = training.fingerprint(tmp_path)
    file = tmp_path / "data" / "replies" / "council.yml"
    file.write_text(file.read_text(encoding="utf-8").replace(was, now, 1), encoding="utf-8")
    assert (training.fingerprint(tmp_path) != before) == trains


def test_another_version_of_what_computes_it_asks_for_a_new_model(monkeypatch: pytest.MonkeyPatch) -> None:
    before, installed = training.fingerprint(), importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "9.9" if name == "scikit-learn" else installed(name)
    )
    assert training.fingerprint() != before
