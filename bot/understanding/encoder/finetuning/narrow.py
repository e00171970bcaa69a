"""Weights of seven bits: every processor then computes the same vectors.

A processor without instructions of its own for int8 (VNNI) adds two products at a time in 16 bits, where the largest
of int8 by eight bits do not fit: it takes the largest number that does. With weights up to 64 all sums fit.
See docs/decisions/0062-the-same-on-every-processor.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from bot.understanding.encoder.finetuning.lean import Array

LARGEST = 64
# By operator of the lean graph: where its weights and their scales stand among what it is given.
PRODUCTS: Mapping[str, tuple[int, int]] = {"DynamicQuantizeMatMul": (1, 2), "QAttention": (1, 4)}
# How far the largest weight of a column may be cut, so that the many small ones keep more of theirs.
CUTS = np.linspace(0.6, 1.0, 21)


def narrow(file: Path) -> None:
    """Narrows the weights of the lean graph in this file, where they are wider."""
    model = onnx.load(file)
    kept = {row.name: row for row in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type in PRODUCTS:
            weights, scales = (kept[node.input[place]] for place in PRODUCTS[node.op_type])
            pair = narrowed(numpy_helper.to_array(weights), numpy_helper.to_array(scales))
            for row, array in zip((weights, scales), pair, strict=True):
                row.CopyFrom(numpy_helper.from_array(array, row.name))
    onnx.save(model, file)


def narrowed(weights: Array, scales: Array) -> tuple[Array, Array]:
    """Weights and scales by column, cut where that comes nearest to what they were; themselves where none is wider."""
    if np.abs(weights.astype(np.int16)).max() <= LARGEST:
        return weights, scales
    exact = weights.astype(np.float64) * scales
    # A column of noughts has no largest weight to measure by.
    largest = np.maximum(np.abs(exact).max(axis=0), np.finfo(np.float32).tiny)
    tried = [_cut(exact, largest * cut / LARGEST) for cut in CUTS]
    errors = np.stack([((found * scale - exact) ** 2).sum(axis=0) for found, scale in tried])
    best, columns = errors.argmin(axis=0), np.arange(weights.shape[1])
    found = np.stack([found for found, _ in tried])[best, :, columns].T
    return found.astype(np.int8), np.stack([scale for _, scale in tried])[best, columns].astype(np.float32)


def _cut(exact: Array, scale: Array) -> tuple[Array, Array]:
    return np.clip(np.rint(exact / scale), -LARGEST, LARGEST), scale
