"""Rasa sees in it what it sees in its own message, and copies nothing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.features import Features
from scipy.sparse import csr_matrix

from bot.understanding.utterance import Utterance

DATA: dict[str, Any] = {TEXT: "is it free", INTENT: "cost", METADATA: {"situation": {"topic": "law"}}}


def featured(values: Any, origin: str = "words", **more: Any) -> Utterance:
    row = Utterance({**DATA, **more})
    row.add_features(Features(values, FEATURE_TYPE_SENTENCE, TEXT, origin))
    return row


def test_a_copy_is_the_same_one() -> None:
    row = Utterance(DATA)
    assert deepcopy([row])[0] is row


def test_two_of_the_same_are_equal() -> None:
    assert Utterance(DATA) == Utterance(DATA)
    assert len({Utterance(DATA), Utterance(DATA)}) == 1
    assert featured(np.ones((1, 3))) == featured(np.ones((1, 3)))


@pytest.mark.parametrize(
    "other",
    [
        Utterance({**DATA, TEXT: "is it free?"}),
        Utterance({**DATA, INTENT: "law"}),
        Utterance({**DATA, METADATA: {"situation": {"topic": "health"}}}),
        Utterance({**DATA, "text_tokens": [Token("is", 0)]}),
        featured(np.ones((1, 3))),
        featured(csr_matrix([[0, 1, 0]])),
    ],
)
def test_another_word_label_situation_token_or_feature_makes_another(other: Utterance) -> None:
    assert other.fingerprint() != Utterance(DATA).fingerprint()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (featured(np.ones((1, 3))), featured(np.zeros((1, 3)))),
        (featured(csr_matrix([[0, 1, 0]])), featured(csr_matrix([[0, 2, 0]]))),
        (featured(csr_matrix([[0, 1, 0]])), featured(csr_matrix([[1, 0, 0]]))),
        (featured(csr_matrix([[0, 1, 0]])), featured(csr_matrix([[0, 1, 0, 0]]))),
        (featured(np.ones((1, 3))), featured(np.ones((1, 3)), "pieces")),
        (featured(np.ones((1, 3)), tokens=[Token("is", 0)]), featured(np.ones((1, 3)), tokens=[Token("it", 0)])),
    ],
)
def test_what_a_component_sets_counts(one: Utterance, other: Utterance) -> None:
    assert one.fingerprint() != other.fingerprint()


def test_what_is_set_later_counts() -> None:
    row = Utterance(DATA)
    before = row.fingerprint()
    row.set(TEXT, "is it free now")
    assert row.fingerprint() != before
