"""What the encoder said of a text is not asked again, and never taken from another encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.encoder.kept_vectors import encoded, kept_in
from bot.understanding.encoder.sentence_encoder import Vectors


class Encoder:
    """Says how long a text is, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), 0.5] for text in texts], dtype=np.float32)


@pytest.fixture
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vectors.npz"


def test_each_text_has_its_row_and_is_encoded_once(encoder: Encoder, file: Path) -> None:
    with kept_in(file):
        found = encoded(["a", "bbb", "a"], encoder, "one")
    np.testing.assert_array_equal(found, [[1, 0.5], [3, 0.5], [1, 0.5]])
    assert encoder.asked == ["a", "bbb"]


def test_the_next_time_only_what_is_new_is_encoded(encoder: Encoder, file: Path) -> None:
    with kept_in(file):
        encoded(["a", "bbb"], encoder, "one")
        found = encoded(["bbb", "cc"], encoder, "one")
    np.testing.assert_array_equal(found, [[3, 0.5], [2, 0.5]])
    assert encoder.asked == ["a", "bbb", "cc"]


def test_what_is_no_longer_asked_for_goes(encoder: Encoder, file: Path) -> None:
    with kept_in(file):
        for texts in (["a", "bbb"], ["cc"], ["a"]):
            encoded(texts, encoder, "one")
    assert encoder.asked == ["a", "bbb", "cc", "a"]


def test_another_encoder_s_vectors_are_not_taken(encoder: Encoder, file: Path) -> None:
    with kept_in(file):
        encoded(["a"], encoder, "one")
        encoded(["a"], encoder, "two")
    assert encoder.asked == ["a", "a"]


@pytest.mark.parametrize("damaged", [b"", b"no archive", None])
def test_a_file_that_cannot_be_read_is_written_anew(
    encoder: Encoder, file: Path, damaged: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    with kept_in(file):
        encoded(["a"], encoder, "one")
        file.write_bytes(file.read_bytes()[:200] if damaged is None else damaged)
        encoded(["a"], encoder, "one")
        encoded(["a"], encoder, "one")
    assert encoder.asked == ["a", "a"]
    assert "vectors.npz cannot be read" in caplog.text


def test_where_nothing_can_be_written_the_vectors_are_there_all_the_same(
    encoder: Encoder, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with kept_in(file / "no folder"):
        assert encoded(["a"], encoder, "one").shape == (1, 2)
    assert "cannot be written" in caplog.text


def test_nothing_is_kept_unless_asked_for(encoder: Encoder, tmp_path: Path) -> None:
    for _ in range(2):
        encoded(["a"], encoder, "one")
    assert encoder.asked == ["a", "a"]
    assert not list(tmp_path.iterdir())


def test_fresh_and_kept_vectors_are_the_same(file: Path) -> None:
    def third(texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), 1), 1 / 3, dtype=np.float32)

    with kept_in(file):
        fresh, kept = encoded(["a"], third, "one"), encoded(["a"], third, "one")
    np.testing.assert_array_equal(fresh, kept)
