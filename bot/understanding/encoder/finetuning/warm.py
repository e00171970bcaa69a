"""The shipped int8 encoder as a model to go on training from: a few epochs then do what many do from the base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertModel

Array = np.ndarray[Any, Any]
QUANTIZED, SCALE = "_quantized", "_scale"
# The linear layers of a BERT layer in the order in which they are computed.
LINEAR = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip


def warm_start(base: Path, shipped: Path) -> BertModel:
    """The base model with the shipped encoder's weights, as well as int8 holds them; ValueError where it is another."""
    model = BertModel.from_pretrained(base)
    graph = onnx.load(shipped).graph
    kept = {row.name: numpy_helper.to_array(row) for row in graph.initializer}
    state = model.state_dict()
    for name in state:
        if (found := kept.get(f"encoder.{name}")) is not None and found.shape == tuple(state[name].shape):
            state[name] = torch.tensor(found)
    products = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger" and node.input[1] in kept]
    names = [
        f"encoder.layer.{layer}.{part}.weight" for layer in range(model.config.num_hidden_layers) for part in LINEAR
    ]
    if len(products) != len(names):
        raise ValueError(f"{shipped.name} holds {len(products)} products of int8 weights, not {len(names)}")
    for name, product in zip(names, products, strict=True):
        state[name] = torch.tensor(_as_float(kept, product).T.copy())
    model.load_state_dict(state)
    return model


def _as_float(kept: dict[str, Array], product: str) -> Array:
    scale = kept[product.removesuffix(QUANTIZED) + SCALE]
    return (kept[product].astype(np.float32) * scale).astype(np.float32)
