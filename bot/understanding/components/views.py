"""Two regressions over one part of a reading, whose probabilities are multiplied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression, SGDClassifier

from bot.understanding.components.regression import Matrix, Regression
from bot.understanding.components.seen import Seen, SeenOne

SMALLEST = 1e-6
NGRAMS, SENTENCES = "ngrams", "sentences"


@dataclass(frozen=True)
class Views:
    """The n-grams' regression and the sentence vector's, and the second one's share of what they say together."""

    ngrams: Regression
    sentences: Regression
    sentence_share: float

    @classmethod
    def fit(cls, seen: Seen, labels: list[str], config: dict[str, Any], *, balanced: bool) -> Views:
        """`balanced`: rare meanings weigh as much as common ones, as with needs; most messages ask and do nothing."""
        weight = "balanced" if balanced else None
        return cls(
            Regression.of(_by_ngrams(config, weight).fit(seen.ngrams, labels)),
            Regression.of(_by_sentence(config, weight).fit(seen.sentences, labels)),
            config["sentence_share"],
        )

    def chances(self, seen: SeenOne) -> dict[str, float]:
        """The probability of each meaning of one message: the geometric mean of both views."""
        share = self.sentence_share if seen.has_sentence else 0.0
        each = expit(self.ngrams.scores(seen.columns, seen.values))
        among = _softmax(self.sentences.scores_of_all(seen.sentence))
        mean = (each / each.sum() + SMALLEST) ** (1 - share) * (among + SMALLEST) ** share
        return dict(zip(self.ngrams.names, (mean / mean.sum()).tolist(), strict=True))

    def dump(self, file: Path) -> None:
        """Writes what was learnt, as NumPy's .npz."""
        parts = ((NGRAMS, self.ngrams), (SENTENCES, self.sentences))
        np.savez(file, **{f"{name}.{key}": array for name, view in parts for key, array in view.arrays().items()})

    @classmethod
    def load(cls, file: Path, config: dict[str, Any]) -> Views:
        """Reads what was written."""
        with np.load(file, allow_pickle=False) as kept:
            ngrams, sentences = (
                Regression(**{key.removeprefix(f"{name}."): kept[key] for key in kept if key.startswith(f"{name}.")})
                for name in (NGRAMS, SENTENCES)
            )
        return cls(ngrams, sentences, config["sentence_share"])


def _softmax(scores: Matrix) -> Matrix:
    """SciPy's own checks what kind of array it is given, for longer than it computes."""
    raised: Matrix = np.exp(scores - scores.max())
    return raised / raised.sum()


def _by_ngrams(config: dict[str, Any], class_weight: str | None) -> SGDClassifier:
    """One regression a meaning, each against all others, on some sixty thousand features (docs/decisions/0026)."""
    return SGDClassifier(
        loss="log_loss",
        alpha=config["ngrams_alpha"],
        average=True,
        class_weight=class_weight,
        max_iter=config["ngrams_epochs"],
        n_jobs=-1,
        random_state=config["random_state"],
        tol=None,
    )


def _by_sentence(config: dict[str, Any], class_weight: str | None) -> LogisticRegression:
    return LogisticRegression(
        C=config["sentences_C"],
        class_weight=class_weight,
        max_iter=100,
        random_state=config["random_state"],
        tol=1e-3,
    )
