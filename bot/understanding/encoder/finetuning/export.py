"""From PyTorch to an int8 ONNX file, and how far the two agree."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from bot.understanding.encoder.finetuning.lean import INPUT, OUTPUT, lean
from bot.understanding.encoder.finetuning.narrow import narrow

INPUTS = (INPUT, "attention_mask", "token_type_ids")


class _Hidden(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return hidden


def export(encoder: BertModel, target: Path) -> None:
    """Writes the encoder with weights of seven bits, for one message at a time; about 23 MB for MiniLM."""
    one = torch.ones(1, 8, dtype=torch.long)
    axes = {name: {0: "batch", 1: "sequence"} for name in (*INPUTS, OUTPUT)}
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        torch.onnx.export(
            # Without eval() the exporter puts the encoder back into training: what is compared after it has dropout on.
            _Hidden(encoder).eval(),
            (one, one, torch.zeros_like(one)),
            str(whole),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        # By channel: with one scale for a whole matrix the vectors come out at a cosine of 0.95 instead of 0.99.
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        lean(small, target)
        narrow(target)


def likeness(encoder: BertModel, target: Path, batches: list[dict[str, Tensor]]) -> npt.NDArray[np.float64]:
    """The cosine between the float vector and the int8 vector of each batch, which holds one message."""
    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    found = []
    for batch in batches:
        with torch.no_grad():
            exact = encoder(**batch).last_hidden_state.numpy()
        quantized = session.run(None, {INPUT: batch[INPUT].numpy()})[0]
        pair = [hidden.sum(1)[0] for hidden in (exact, quantized)]
        found.append(float(pair[0] @ pair[1] / (np.linalg.norm(pair[0]) * np.linalg.norm(pair[1]))))
    return np.array(found)
