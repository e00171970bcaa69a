"""The training messages that the encoder takes for the most alike."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.encoder.finetuning.examples import read_examples
from bot.understanding.encoder.sentence_encoder import EncoderUnavailable, SentenceEncoder, Vectors, expected_hash
from bot.understanding.normalise import normalise


@dataclass(frozen=True)
class Neighbour:
    """A training message, the intent that it teaches, and its cosine to the message asked about."""

    text: str
    intent: str
    cosine: float


class Neighbours:
    """Holds the vectors of all training messages, some ten seconds' work, and leaves them in `folder` for next time."""

    def __init__(self, folder: Path) -> None:
        self._examples = read_examples()
        try:
            self._encoder: SentenceEncoder | None = SentenceEncoder()
        except EncoderUnavailable:
            # The bot goes on without it too; then nothing is near to anything.
            self._encoder = None
            return
        self._vectors = self._kept(self._encoder, folder)

    def of(self, text: str, *, most: int = 3) -> list[Neighbour]:
        """The nearest first; none without the encoder."""
        if self._encoder is None:
            return []
        cosines = self._vectors @ self._encoder.encode([normalise(text)])[0]
        order = np.argsort(-cosines, kind="stable")[:most]
        return [Neighbour(self._examples[i].text, self._examples[i].intent, float(cosines[i])) for i in order]

    def _kept(self, encoder: SentenceEncoder, folder: Path) -> Vectors:
        texts = [example.text for example in self._examples]
        file = folder / f"vectors-{_fingerprint(texts)}.npy"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("vectors-*.npy"):
                old.unlink()
            np.save(file, encoder.encode(texts))
        vectors: Vectors = np.load(file)
        return vectors


def _fingerprint(texts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join([expected_hash(), *texts]).encode()).hexdigest()[:16]
