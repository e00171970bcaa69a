"""Weights of seven bits: no sum of two products is too large for 16 bits, which some processors add them in."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from bot.understanding.encoder.files import MODEL
from bot.understanding.encoder.finetuning.narrow import LARGEST, PRODUCTS, narrowed

# What a byte without a sign holds, times two weights, has to fit.
LARGEST_BYTE, LARGEST_SUM = 255, 2**15 - 1


def test_no_sum_of_two_products_of_the_shipped_encoder_is_cut() -> None:
    graph = onnx.load(MODEL).graph
    kept = {row.name: row for row in graph.initializer}
    products = [node for node in graph.node if node.op_type in PRODUCTS]
    widest = [
        np.abs(numpy_helper.to_array(kept[node.input[PRODUCTS[node.op_type][0]]]).astype(int)) for node in products
    ]
    assert len(widest) == 24
    assert max(weights.max() for weights in widest) * 2 * LARGEST_BYTE <= LARGEST_SUM


@pytest.mark.parametrize("cut", [1.0, 0.8], ids=["one large weight among small ones", "all alike"])
def test_what_is_narrowed_stays_near(cut: float) -> None:
    chance = np.random.default_rng(3)
    weights = (chance.normal(size=(384, 5)) * 40 * cut).clip(-127, 127).astype(np.int8)
    weights[0] = 127
    scales = chance.uniform(0.001, 0.01, 5).astype(np.float32)
    found, by = narrowed(weights, scales)
    assert found.dtype == np.int8
    assert np.abs(found.astype(int)).max() <= LARGEST
    exact, now = weights * scales, found * by
    assert np.sqrt(((exact - now) ** 2).mean(0) / (exact**2).mean(0)).max() < 0.02


def test_what_is_narrow_already_stays_as_it_is_and_a_column_of_noughts_too() -> None:
    weights, scales = np.array([[64, 0], [-3, 0]], dtype=np.int8), np.array([0.5, 0.25], dtype=np.float32)
    assert narrowed(weights, scales)[0] is weights
    wide, _ = narrowed(np.array([[127, 0], [-3, 0]], dtype=np.int8), scales)
    assert wide[:, 1].tolist() == [0, 0]
