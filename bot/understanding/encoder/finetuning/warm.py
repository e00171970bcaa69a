"""The shipped int8 encoder as a model to go on training from: a few epochs then do what many do from the base."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertModel

from bot.understanding.encoder.finetuning.lean import LINEAR, QUANTIZED, SCALE, Array

# How the layers are called whose products are one.
OF_THREE = tuple(f".{name}" for name in ("query", "key", "value"))


def warm_start(base: Path, shipped: Path) -> BertModel:
    """The base model with the shipped encoder's weights, as well as int8 holds them; KeyError where it is another."""
    model = BertModel.from_pretrained(base)
    graph = onnx.load(shipped).graph
    kept = {row.name: numpy_helper.to_array(row) for row in graph.initializer}
    state = model.state_dict()
    for name in state:
        if (found := kept.get(f"encoder.{name}")) is not None and found.shape == tuple(state[name].shape):
            state[name] = torch.tensor(found)
    for layer in range(model.config.num_hidden_layers):
        for part in LINEAR:
            name = f"encoder.layer.{layer}.{part}"
            state[f"{name}.weight"] = torch.tensor(_of(kept, f"encoder.{name}", "weight").T.copy())
            state[f"{name}.bias"] = torch.tensor(_of(kept, f"encoder.{name}", "bias"))
    model.load_state_dict(state)
    return model


def _of(kept: dict[str, Array], name: str, kind: str) -> Array:
    """What a linear layer has of this kind. Queries, keys and values lie side by side in one."""
    end = next((end for end in OF_THREE if name.endswith(end)), "")
    whole = f"{name.removesuffix(end)}.{kind}"
    found = kept[whole] if whole in kept else kept[whole + QUANTIZED].astype(np.float32) * kept[whole + SCALE]
    return np.split(found.astype(np.float32), len(OF_THREE), axis=-1)[OF_THREE.index(end)] if end else found
