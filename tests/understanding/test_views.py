"""What the classifier computes by itself for one message is what scikit-learn computes for many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer

from bot.understanding.components import views as views_module
from bot.understanding.components.regression import STORED, Regression
from bot.understanding.components.seen import FLAG_WEIGHT, Seen, SeenOne
from bot.understanding.components.views import SMALLEST, Views
from bot.understanding.context import WIDTH
from bot.understanding.encoder.sentence_encoder import DIMENSIONS

CONFIG = {
    "ngrams_alpha": 1e-4, "ngrams_epochs": 15, "sentences_C": 5.0, "sentence_share": 0.4, "random_state": 7,
}  # fmt: skip
ROWS, NGRAMS = 60, 30
LABELS = [("advice", "report", "none")[row % 3] for row in range(ROWS)]
# Weights are kept with two digits.
CLOSE = 2e-2


@pytest.fixture(scope="module")
def counts() -> csr_matrix:
    drawn = np.random.default_rng(1)
    found = drawn.poisson(0.3, (ROWS, NGRAMS))
    found[np.arange(ROWS), np.arange(ROWS) % 3] += 2
    # One message without any n-gram that is known.
    found[-1] = 0
    return csr_matrix(found)


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    drawn = np.random.default_rng(2)
    found = drawn.normal(size=(ROWS, DIMENSIONS))
    found[np.arange(ROWS), np.arange(ROWS) % 3] += 9
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    # One message that no encoder read.
    found[0] = 0
    return np.hstack([found, drawn.integers(0, 2, (ROWS, WIDTH))])


@pytest.fixture(scope="module")
def seen(counts: csr_matrix, vectors: np.ndarray) -> Seen:
    return Seen.of(counts, vectors)


def one(row: int, counts: csr_matrix, vectors: np.ndarray, seen: Seen) -> SeenOne:
    return SeenOne.of(counts[row].indices, counts[row].data, vectors[row], seen.idf)


def test_one_message_is_seen_as_its_row_among_many(counts: csr_matrix, vectors: np.ndarray, seen: Seen) -> None:
    for row in range(ROWS):
        alone = one(row, counts, vectors, seen)
        spread = np.zeros(seen.ngrams.shape[1])
        spread[alone.columns] = alone.values
        np.testing.assert_allclose(spread, seen.ngrams[row].toarray()[0])
        np.testing.assert_allclose(alone.sentence, seen.sentences[row])


def test_rare_ngrams_weigh_more_and_flags_stand_behind(counts: csr_matrix, vectors: np.ndarray, seen: Seen) -> None:
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    np.testing.assert_allclose(seen.ngrams[:, :NGRAMS].toarray(), weighed.toarray())
    np.testing.assert_allclose(seen.ngrams[:, NGRAMS:].toarray(), vectors[:, DIMENSIONS:] * FLAG_WEIGHT)


def test_its_chances_are_the_geometric_mean_of_what_scikit_learn_says(
    counts: csr_matrix, vectors: np.ndarray, seen: Seen
) -> None:
    ours = Views.fit(seen, LABELS, CONFIG, balanced=True)
    by_ngrams = views_module._by_ngrams(CONFIG, "balanced").fit(seen.ngrams, LABELS).predict_proba(seen.ngrams)
    by_sentence = (
        views_module._by_sentence(CONFIG, "balanced").fit(seen.sentences, LABELS).predict_proba(seen.sentences)
    )
    for row in range(ROWS):
        # Nobody read the first, so that its n-grams decide alone.
        share = 0.4 if row else 0.0
        mean = (by_ngrams[row] + SMALLEST) ** (1 - share) * (by_sentence[row] + SMALLEST) ** share
        chances = ours.chances(one(row, counts, vectors, seen))
        assert list(chances) == ["advice", "none", "report"]
        np.testing.assert_allclose(list(chances.values()), mean / mean.sum(), atol=CLOSE)


def test_what_is_read_is_what_was_written(tmp_path: Path, counts: csr_matrix, vectors: np.ndarray, seen: Seen) -> None:
    fitted = Views.fit(seen, LABELS, CONFIG, balanced=False)
    fitted.dump(tmp_path / "need.npz")
    read = Views.load(tmp_path / "need.npz", CONFIG)
    assert read.ngrams.weights.dtype == STORED
    for row in range(ROWS):
        said = one(row, counts, vectors, seen)
        assert read.chances(said) == fitted.chances(said)


def test_a_weight_is_kept_within_half_a_step(seen: Seen) -> None:
    fitted = views_module._by_sentence(CONFIG, None).fit(seen.sentences, LABELS)
    kept = Regression.of(fitted)
    assert (np.abs(kept.weights * kept.steps - fitted.coef_.T) <= kept.steps / 2 + 1e-12).all()
    assert (np.abs(kept.weights).max(axis=0) == np.iinfo(STORED).max).all()


def test_a_weight_that_is_no_number_is_refused(seen: Seen) -> None:
    fitted = views_module._by_sentence(CONFIG, None).fit(seen.sentences, LABELS)
    fitted.coef_[0, 0] = np.inf
    with pytest.raises(ValueError, match="no number"):
        Regression.of(fitted)
