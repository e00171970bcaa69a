"""The encoder as a component: its hash decides what Rasa's cache may hand on, and a refused file is no stop."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.understanding.components.encoder import SentenceEncoderFeaturizer
from bot.understanding.encoder.files import MODEL, EncoderUnavailable, expected_hash
from bot.understanding.encoder.sentence_encoder import SentenceEncoder


def test_the_file_is_the_reviewed_one() -> None:
    assert hashlib.sha256(MODEL.read_bytes()).hexdigest() == expected_hash()


def test_the_model_card_is_of_this_file() -> None:
    assert expected_hash() in (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")


def test_another_encoder_is_another_component_to_the_cache() -> None:
    assert SentenceEncoderFeaturizer.get_default_config()["encoder"] == expected_hash()


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    changed = tmp_path / "model.onnx"
    changed.write_bytes(MODEL.read_bytes()[:-1] + b"\0\0")
    with pytest.raises(EncoderUnavailable, match="not the reviewed file"):
        SentenceEncoder(changed)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="get it again from git"):
        SentenceEncoder(tmp_path / "gone.onnx")


def test_like_meanings_lie_nearer_than_other_ones() -> None:
    quiet, still, bins = SentenceEncoder().encode(
        ["hes stopped answering us", "she wont respond", "which day are the bins"]
    )
    assert quiet @ still > quiet @ bins
