"""Two regressions over one part of a reading, whose probabilities are multiplied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression, SGDClassifier

from bot.understanding.encoder.sentence_encoder import DIMENSIONS

# skops loads plain scikit-learn by itself; the idf weights lie in a sparse matrix.
TRUSTED = ["scipy.sparse._csr.csr_matrix"]
# Beside a vector of length 1: the situation weighs less than the words.
FLAG_WEIGHT = 0.3
SMALLEST = 1e-6

Matrix = np.ndarray[Any, Any]


class Views:
    """The n-grams' regression and the sentence vector's, both beside the flags of the situation."""

    def __init__(self, config: dict[str, Any], *, balanced: bool) -> None:
        """`balanced`: rare meanings weigh as much as common ones, as with needs; most messages ask and do nothing."""
        self._config = config
        self._class_weight = "balanced" if balanced else None
        self._weights = TfidfTransformer(sublinear_tf=True)
        self._ngrams: Any = None
        self._sentences: Any = None

    def fit(self, counts: csr_matrix, vectors: Matrix, labels: list[str]) -> Views:
        """Learns from rows of n-gram counts, and of sentence vectors with the flags behind them."""
        self._weights.fit(counts)
        self._ngrams = self._by_ngrams().fit(self._sparse(counts, vectors), labels)
        self._sentences = self._by_sentence().fit(_weighed(vectors), labels)
        return self

    def chances(self, counts: csr_matrix, vectors: Matrix) -> dict[str, float]:
        """The probability of each meaning of one message: the geometric mean of both views."""
        share = self._config["sentence_share"] if vectors[:, :DIMENSIONS].any() else 0.0
        by_ngrams = self._ngrams.predict_proba(self._sparse(counts, vectors))[0]
        by_sentence = self._sentences.predict_proba(_weighed(vectors))[0]
        mean = (by_ngrams + SMALLEST) ** (1 - share) * (by_sentence + SMALLEST) ** share
        return dict(zip(map(str, self._ngrams.classes_), (mean / mean.sum()).tolist(), strict=True))

    def dump(self, folder: Path, part: str) -> None:
        """Writes what was learnt."""
        for name in ("weights", "ngrams", "sentences"):
            skops.io.dump(getattr(self, f"_{name}"), folder / f"{part}.{name}.skops")

    @classmethod
    def load(cls, folder: Path, part: str, config: dict[str, Any]) -> Views:
        """Reads what was written."""
        views = cls(config, balanced=False)
        for name in ("weights", "ngrams", "sentences"):
            setattr(views, f"_{name}", skops.io.load(folder / f"{part}.{name}.skops", trusted=TRUSTED))
        # In the other order SciPy copies the whole matrix for every message, 2-3 ms of some 9.
        views._ngrams.coef_ = np.asfortranarray(views._ngrams.coef_)
        return views

    def _sparse(self, counts: csr_matrix, vectors: Matrix) -> csr_matrix:
        flags = csr_matrix(vectors[:, DIMENSIONS:] * FLAG_WEIGHT)
        return hstack([self._weights.transform(counts), flags]).tocsr()

    def _by_ngrams(self) -> SGDClassifier:
        """One regression a meaning, each against all others, on a hundred thousand features (docs/decisions/0014)."""
        return SGDClassifier(
            loss="log_loss",
            alpha=self._config["ngrams_alpha"],
            average=True,
            class_weight=self._class_weight,
            max_iter=self._config["ngrams_epochs"],
            n_jobs=-1,
            random_state=self._config["random_state"],
            tol=None,
        )

    def _by_sentence(self) -> LogisticRegression:
        return LogisticRegression(
            C=self._config["sentences_C"],
            class_weight=self._class_weight,
            max_iter=100,
            random_state=self._config["random_state"],
            tol=1e-3,
        )


def _weighed(vectors: Matrix) -> Matrix:
    return np.hstack([vectors[:, :DIMENSIONS], vectors[:, DIMENSIONS:] * FLAG_WEIGHT])
