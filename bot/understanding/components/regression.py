"""A fitted regression as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression, SGDClassifier

Matrix = np.ndarray[Any, Any]
# In the file and in memory: a message adds up the weights of some hundred features, and three digits of each do.
STORED = np.float16


@dataclass(frozen=True)
class Regression:
    """What scikit-learn's `predict_proba` needs, for one message.

    skops, which keeps scikit-learn's own objects, imports all of SciPy: two seconds of each start.
    `weights` has a row a feature and a column a meaning, so that the few rows of a message lie together.
    """

    meanings: Matrix
    weights: Matrix
    bias: Matrix

    @classmethod
    def of(cls, fitted: LogisticRegression | SGDClassifier) -> Regression:
        """Of one with three meanings or more: of two scikit-learn keeps the weights of one alone.

        Raises ValueError where a weight does not fit, which none came near so far.
        """
        weights = fitted.coef_.T.astype(STORED, order="C")
        if not np.isfinite(weights).all():
            raise ValueError(f"a weight is too large for {STORED.__name__}: store them wider")
        return cls(fitted.classes_.astype(str), weights, fitted.intercept_)

    def scores(self, columns: Matrix | slice, values: Matrix) -> Matrix:
        """A message has these values in these columns of features, and nought in all others."""
        found: Matrix = values @ self.weights[columns].astype(np.float64) + self.bias
        return found

    def arrays(self) -> dict[str, Matrix]:
        """By name, as `Regression(**arrays)` takes them."""
        return {"meanings": self.meanings, "weights": self.weights, "bias": self.bias}
