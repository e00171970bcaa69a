"""A small BERT encoder as PyTorch's exporter and ONNX Runtime's quantizer write it, with weights by chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from bot.understanding.encoder.finetuning.lean import Size
from bot.understanding.encoder.finetuning.narrow import LARGEST

WORDS, PLACES, TYPES, WIDE = 40, 32, 2, 64
EPSILON = 1e-12
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
ATTENTION = ("query", "key", "value")

Array = np.ndarray[Any, Any]


def encoder(size: Size, seed: int) -> ModelProto:
    """It reads texts in batches; its weights are int8, those of a product with a scale for each column."""
    return _Exporter(size, np.random.default_rng(seed)).model()


class _Exporter:
    def __init__(self, size: Size, chance: np.random.Generator) -> None:
        self._size = size
        self._chance = chance
        self._nodes: list[NodeProto] = []
        self._kept: list[TensorProto] = []

    def model(self) -> ModelProto:
        mask = self._mask()
        x = self._embedded()
        for number in range(self._size.layers):
            x = self._layer(f"encoder.encoder.layer.{number}.", x, mask)
        self._add("Identity", [x], "last_hidden_state")
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in INPUTS]
        shape = ["batch", "sequence", self._size.width]
        found = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)
        graph = helper.make_graph(self._nodes, "main_graph", given, [found], self._kept)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def _mask(self) -> str:
        """Nought for a word of the text, and next to minus infinity for what fills it up."""
        floats = self._add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        missing = self._add("Sub", [self._number(1.0), floats])
        wide = self._add("Unsqueeze", [missing, self._whole(1, 2)])
        return self._add("Mul", [wide, self._number(float(np.finfo(np.float32).min))])

    def _embedded(self) -> str:
        length = self._add("Slice", [self._add("Shape", ["input_ids"]), self._whole(1), self._whole(2)])
        ids = self._weight("encoder.embeddings.position_ids", np.arange(PLACES, dtype=np.int64)[None])
        places = self._add("Slice", [ids, self._whole(0), length, self._whole(1)])
        each = (("word", WORDS, "input_ids"), ("token_type", TYPES, "token_type_ids"), ("position", PLACES, places))
        words, typed, placed = (
            self._gathered(f"encoder.embeddings.{name}_embeddings.weight", many, at) for name, many, at in each
        )
        together = self._add("Add", [self._add("Add", [words, typed]), placed])
        return self._norm("encoder.embeddings.", together)

    def _layer(self, name: str, x: str, mask: str) -> str:
        query, key, value = (self._apart(self._linear(f"{name}attention.self.{part}", x)) for part in ATTENTION)
        root = self._number((self._width / self._size.heads) ** -0.25)
        across = self._add("Mul", [self._add("Transpose", [key], perm=[0, 1, 3, 2]), root])
        scores = self._add("MatMul", [self._add("Mul", [query, root]), across])
        shares = self._add("Softmax", [self._add("Add", [scores, mask])], axis=-1)
        heads = self._add("Transpose", [self._add("MatMul", [shares, value])], perm=[0, 2, 1, 3])
        mixed = self._linear(
            f"{name}attention.output.dense", self._add("Reshape", [heads, self._whole(0, 0, self._width)])
        )
        beside = self._norm(f"{name}attention.output.", self._add("Add", [mixed, x]))
        curved = self._gelu(self._linear(f"{name}intermediate.dense", beside, WIDE))
        return self._norm(f"{name}output.", self._add("Add", [self._linear(f"{name}output.dense", curved), beside]))

    @property
    def _width(self) -> int:
        return self._size.width

    def _apart(self, x: str) -> str:
        heads = self._whole(0, 0, self._size.heads, self._width // self._size.heads)
        return self._add("Transpose", [self._add("Reshape", [x, heads])], perm=[0, 2, 1, 3])

    def _gelu(self, x: str) -> str:
        bent = self._add("Erf", [self._add("Div", [x, self._number(2**0.5)])])
        return self._add("Mul", [self._add("Mul", [x, self._add("Add", [bent, self._number(1.0)])]), self._number(0.5)])

    def _linear(self, name: str, x: str, wide: int = 0) -> str:
        """The exporter turns the weights round, and calls them by a number."""
        narrow = WIDE if name.endswith("output.dense") and "attention" not in name else self._width
        numbers, scale, zero = self._quantized(
            f"onnx::MatMul_{len(self._nodes)}", (narrow, wide or self._width), axis=0
        )
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [f"{name}.x8", f"{name}.xs", f"{name}.xz"]))
        whole = self._add("MatMulInteger", [f"{name}.x8", numbers, f"{name}.xz", zero])
        product = self._add("Cast", [whole], to=TensorProto.FLOAT)
        found = self._add("Mul", [product, self._add("Mul", [f"{name}.xs", scale])])
        return self._add("Add", [self._random(f"{name}.bias", (wide or self._width,)), found])

    def _gathered(self, table: str, many: int, at: str) -> str:
        numbers, scale, zero = self._quantized(table, (many, self._width), axis=None)
        return self._add("DequantizeLinear", [self._add("Gather", [numbers, at]), scale, zero])

    def _quantized(self, name: str, shape: tuple[int, int], *, axis: int | None) -> tuple[str, str, str]:
        """With one scale for all, or along that axis; no larger than what every processor multiplies alike."""
        exact = self._chance.normal(0.0, 0.5, shape)
        scale = (np.abs(exact).max(axis=axis) / LARGEST).astype(np.float32)
        numbers = np.rint(exact / scale).astype(np.int8)
        parts = {"_quantized": numbers, "_scale": scale, "_zero_point": np.zeros_like(scale, dtype=np.int8)}
        first, second, third = (self._weight(name + end, np.asarray(array)) for end, array in parts.items())
        return first, second, third

    def _norm(self, name: str, x: str) -> str:
        weights = [self._random(f"{name}LayerNorm.{part}", (self._width,)) for part in ("weight", "bias")]
        return self._add("LayerNormalization", [x, *weights], epsilon=EPSILON)

    def _random(self, name: str, shape: tuple[int, ...]) -> str:
        return self._weight(name, self._chance.normal(0.0, 0.5, shape).astype(np.float32))

    def _number(self, value: float) -> str:
        return self._weight(f"number_{len(self._kept)}", np.array(value, dtype=np.float32))

    def _whole(self, *values: int) -> str:
        return self._weight(f"whole_{len(self._kept)}", np.array(values, dtype=np.int64))

    def _weight(self, name: str, array: Array) -> str:
        self._kept.append(numpy_helper.from_array(array, name))
        return name

    def _add(self, kind: str, given: Sequence[str], out: str = "", **options: Any) -> str:
        name = out or f"/{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(given), [name], name=name, **options))
        return name
