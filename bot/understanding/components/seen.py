"""Messages as the two views see them: weighed n-grams, and a sentence vector; behind both, the situation's flags."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer

from bot.understanding.components.regression import Matrix
from bot.understanding.encoder.sentence_encoder import DIMENSIONS

# Beside a vector of length 1: the situation weighs less than the words.
FLAG_WEIGHT = 0.3


@dataclass(frozen=True)
class Seen:
    """Many messages, a row each, to learn from; `idf` says how much each n-gram weighs, the rarer the more."""

    ngrams: csr_matrix
    sentences: Matrix
    idf: Matrix

    @classmethod
    def of(cls, counts: csr_matrix, vectors: Matrix) -> Seen:
        """`vectors` are the sentence vectors with the flags behind them."""
        weights = TfidfTransformer(sublinear_tf=True).fit(counts)
        flagged = _flagged(vectors)
        behind = csr_matrix(flagged[:, DIMENSIONS:])
        return cls(hstack([weights.transform(counts), behind]).tocsr(), flagged, weights.idf_)


@dataclass(frozen=True)
class SeenOne:
    """One message: its n-grams and flags by column and value, and its sentence vector with the flags behind."""

    columns: Matrix
    values: Matrix
    sentence: Matrix

    @classmethod
    def of(cls, columns: Matrix, counts: Matrix, vector: Matrix, idf: Matrix) -> SeenOne:
        """As `Seen` has them, without what scikit-learn and SciPy check for each matrix (two thirds of a reading)."""
        weighed = (np.log(counts) + 1) * idf[columns]
        length = np.sqrt(weighed @ weighed)
        flagged = np.concatenate([vector[:DIMENSIONS], vector[DIMENSIONS:] * FLAG_WEIGHT])
        set_flags = np.flatnonzero(flagged[DIMENSIONS:])
        return cls(
            np.concatenate([columns, len(idf) + set_flags]),
            np.concatenate([weighed / length if length else weighed, flagged[DIMENSIONS + set_flags]]),
            flagged,
        )

    @cached_property
    def has_sentence(self) -> bool:
        """Whether an encoder has read it."""
        return bool(self.sentence[:DIMENSIONS].any())


def _flagged(vectors: Matrix) -> Matrix:
    return np.hstack([vectors[:, :DIMENSIONS], vectors[:, DIMENSIONS:] * FLAG_WEIGHT])
