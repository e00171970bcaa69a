"""A fitted regression as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression, SGDClassifier

Matrix = np.ndarray[Any, Any]
# In the file and in memory: a message adds up the weights of some hundred features, and two digits of each do.
STORED = np.int8


@dataclass(frozen=True)
class Regression:
    """What scikit-learn's `predict_proba` needs, for one message.

    skops, which keeps scikit-learn's own objects, imports all of SciPy: two seconds of each start.
    `weights` has a row a feature and a column a meaning, so that the few rows of a message lie together. Each is a
    number of `steps`, which has one a meaning.
    """

    meanings: Matrix
    weights: Matrix
    steps: Matrix
    bias: Matrix

    @classmethod
    def of(cls, fitted: LogisticRegression | SGDClassifier) -> Regression:
        """Of one with three meanings or more: of two scikit-learn keeps the weights of one alone.

        Raises ValueError where a weight is no number, which none was so far.
        """
        weights = fitted.coef_.T
        if not np.isfinite(weights).all():
            raise ValueError("a weight is no number: the training went wrong")
        steps = np.abs(weights).max(axis=0, initial=np.finfo(float).tiny) / np.iinfo(STORED).max
        rounded = np.round(weights / steps).astype(STORED, order="C")
        return cls(fitted.classes_.astype(str), rounded, steps, fitted.intercept_)

    def scores(self, columns: Matrix, values: Matrix) -> Matrix:
        """A message has these values in these columns of features, and nought in all others."""
        found: Matrix = (values @ self.weights[columns].astype(np.float64)) * self.steps + self.bias
        return found

    def scores_of_all(self, values: Matrix) -> Matrix:
        """A message has a value in each column."""
        found: Matrix = (values @ self._whole) * self.steps + self.bias
        return found

    @cached_property
    def names(self) -> list[str]:
        """The meanings."""
        return [str(name) for name in self.meanings]

    @cached_property
    def _whole(self) -> Matrix:
        """Of some hundred features, which each message has: the same for all, and made once."""
        return self.weights.astype(np.float64)

    def arrays(self) -> dict[str, Matrix]:
        """By name, as `Regression(**arrays)` takes them."""
        return {"meanings": self.meanings, "weights": self.weights, "steps": self.steps, "bias": self.bias}
