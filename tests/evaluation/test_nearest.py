"""The nearest training messages, by the encoder of the bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.encoder.finetuning.examples import Example
from bot.understanding.encoder.sentence_encoder import EncoderUnavailable
from evaluation import nearest
from evaluation.nearest import Neighbours

EXAMPLES = [Example("he is not breathing", "emergency"), Example("which day are the bins", "out_of_scope")]


@pytest.fixture(autouse=True)
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "read_examples", lambda: EXAMPLES)


def test_the_nearest_comes_first(tmp_path: Path) -> None:
    found = Neighbours(tmp_path).of("she stopped breathing")
    assert [one.intent for one in found] == ["emergency", "out_of_scope"]
    assert found[0].cosine > found[1].cosine


def test_the_vectors_are_kept_until_the_messages_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Neighbours(tmp_path)
    (first,) = tmp_path.glob("*.npy")
    Neighbours(tmp_path)
    assert list(tmp_path.glob("*.npy")) == [first]
    monkeypatch.setattr(nearest, "read_examples", lambda: EXAMPLES[:1])
    Neighbours(tmp_path)
    (second,) = tmp_path.glob("*.npy")
    assert second != first


def test_without_the_encoder_nothing_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise EncoderUnavailable("not the reviewed file")

    monkeypatch.setattr(nearest, "SentenceEncoder", refuse)
    assert Neighbours(tmp_path).of("hello") == []
