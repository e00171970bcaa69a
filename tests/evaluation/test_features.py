"""What stands in for the encoder."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from evaluation.baselines import NEEDED_FOR_BASE, has_base_encoder
from evaluation.features import NoEncoder


def test_without_an_encoder_every_message_has_the_same_empty_vector() -> None:
    messages = [Message({TEXT: text}) for text in ("hello", "he is not breathing")]
    NoEncoder(NoEncoder.get_default_config(), "none").process(messages)
    vectors = [message.get_dense_features(TEXT)[1].features for message in messages]
    assert all(vector.shape == (1, 384) and not np.any(vector) for vector in vectors)


def test_one_missing_package_is_enough_to_leave_the_base_encoder_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == NEEDED_FOR_BASE[-1] else object())
    assert not has_base_encoder()
