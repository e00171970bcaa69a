"""The exported encoder's graph, written for one message at a time: the same numbers from a fifth of its steps.

What was exported can read many texts at once. So it works out the shape of each tensor, masks what fills the shorter
ones up, and looks for rows that are masked all over. One text has none of that, and its words are all of one type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = np.ndarray[Any, Any]
Arrays = dict[str, Array]

EMBEDDINGS, LAYER = "encoder.embeddings.", "encoder.encoder.layer.{}."
# The linear layers of a BERT layer in the order in which they are computed.
QUERY, KEY, VALUE = "attention.self.query", "attention.self.key", "attention.self.value"
LINEAR = (QUERY, KEY, VALUE, "attention.output.dense", "intermediate.dense", "output.dense")
# The first three of them as one.
ATTENTION = "attention.self"
QUANTIZED, SCALE, ZERO = "_quantized", "_scale", "_zero_point"
INPUT, OUTPUT = "input_ids", "last_hidden_state"
# ONNX Runtime's own operators, which its optimizer makes of the exported graph too.
OWN = "com.microsoft"
OPSETS = (helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1))


@dataclass(frozen=True)
class Size:
    """Of an encoder: how many layers and heads it has, and how many numbers make a vector. These are a MiniLM's."""

    layers: int = 6
    heads: int = 12
    width: int = 384

    @property
    def scale(self) -> float:
        """What the product of queries and keys is multiplied by: PyTorch multiplies each of them by its root."""
        root = np.float32((self.width / self.heads) ** -0.25)
        return float(root * root)


MINI_LM = Size()


def lean(exported: Path, target: Path, size: Size = MINI_LM) -> None:
    """Writes it; ValueError where it is not the graph of an encoder of this size as `export` makes it."""
    graph = onnx.load(exported).graph
    written = _Graph(_weights(graph, size.layers), _epsilon(graph), size)
    x = written.embedded()
    for number in range(size.layers):
        x = written.layer(number, x, OUTPUT if number == size.layers - 1 else f"layer.{number}")
    onnx.save(written.model(), target)


def _weights(graph: onnx.GraphProto, layers: int) -> Arrays:
    """All by the names that the encoder has for them; the exporter calls a linear layer's by a number."""
    kept = {row.name: numpy_helper.to_array(row) for row in graph.initializer}
    products = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger" and node.input[1] in kept]
    names = [f"{LAYER.format(number)}{part}.weight" for number in range(layers) for part in LINEAR]
    if len(products) != len(names):
        raise ValueError(f"it holds {len(products)} products of int8 weights, not {len(names)}")
    for name, product in zip(names, products, strict=True):
        for end in (QUANTIZED, SCALE, ZERO):
            kept[name + end] = kept[product.removesuffix(QUANTIZED) + end]
    return kept


def _epsilon(graph: onnx.GraphProto) -> float:
    norms = [node for node in graph.node if node.op_type == "LayerNormalization"]
    [found] = {float(row.f) for node in norms for row in node.attribute if row.name == "epsilon"}
    return found


class _Graph:
    """Nodes one after the other, and the weights that they ask for."""

    def __init__(self, weights: Arrays, epsilon: float, size: Size) -> None:
        self._weights = weights
        self._epsilon = epsilon
        self._size = size
        self._nodes: list[onnx.NodeProto] = []
        self._used: Arrays = {}

    def embedded(self) -> str:
        words = self._looked_up("word_embeddings", "Gather", [INPUT], axis=0)
        self._add("Shape", [INPUT], "length", start=1, end=2)
        ends = [self._own("first", np.array([0])), "length", self._own("axis", np.array([0]))]
        places = self._looked_up("position_embeddings", "Slice", ends)
        typed = self._add("Add", [words, self._own(f"{EMBEDDINGS}type", self._type())], "typed")
        self._add("Add", [typed, places], "embedded")
        return self._add("LayerNormalization", ["embedded", *self._norm(EMBEDDINGS)], "x", epsilon=self._epsilon)

    def layer(self, number: int, x: str, out: str) -> str:
        name = LAYER.format(number)
        attended = self._attended(name, x)
        mixed = self._dense(f"{name}attention.output.dense", attended)
        beside = self._added(f"{name}attention.output.", mixed, x, f"{name}attended")
        wide = self._dense(f"{name}intermediate.dense", beside, biased=False)
        curved = self._add("BiasGelu", [wide, self._bias(f"{name}intermediate.dense")], f"{name}curved", OWN)
        return self._added(f"{name}output.", self._dense(f"{name}output.dense", curved), beside, out)

    def model(self) -> onnx.ModelProto:
        given = helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "sequence"])
        found = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, "sequence", self._size.width])
        used = [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in self._used.items()]
        graph = helper.make_graph(self._nodes, "encoder", [given], [found], used)
        return helper.make_model(graph, opset_imports=OPSETS, ir_version=8)

    def _attended(self, name: str, x: str) -> str:
        self._add("DynamicQuantizeLinear", [x], f"{name}x8", more=[f"{name}scale", f"{name}zero"])
        own = f"{name}{ATTENTION}"
        for end in (f".weight{QUANTIZED}", f".weight{SCALE}", f".weight{ZERO}", ".bias"):
            three = [self._weights[f"{name}{part}{end}"] for part in (QUERY, KEY, VALUE)]
            self._own(own + end, np.concatenate(three, axis=-1))
        weight, bias = f"{own}.weight", f"{own}.bias"
        given = [
            f"{name}x8",
            weight + QUANTIZED,
            bias,
            f"{name}scale",
            weight + SCALE,
            "",
            f"{name}zero",
            weight + ZERO,
        ]
        return self._add("QAttention", given, f"{name}heads", OWN, num_heads=self._size.heads, scale=self._size.scale)

    def _dense(self, name: str, x: str, *, biased: bool = True) -> str:
        weights = [self._kept(f"{name}.weight{end}") for end in (QUANTIZED, SCALE, ZERO)]
        bias = [self._bias(name)] if biased else []
        return self._add("DynamicQuantizeMatMul", [x, *weights, *bias], f"{name}.out", OWN)

    def _added(self, name: str, x: str, before: str, out: str) -> str:
        return self._add("SkipLayerNormalization", [x, before, *self._norm(name)], out, OWN, epsilon=self._epsilon)

    def _looked_up(self, name: str, how: str, where: Sequence[str], **options: Any) -> str:
        table = f"{EMBEDDINGS}{name}.weight"
        self._add(how, [self._kept(table + QUANTIZED), *where], f"{name}8", **options)
        return self._add("DequantizeLinear", [f"{name}8", self._kept(table + SCALE), self._kept(table + ZERO)], name)

    def _type(self) -> Array:
        """What is added to each word of a text that is not a second one."""
        table = f"{EMBEDDINGS}token_type_embeddings.weight"
        numbers, scale, zero = (self._weights[table + end] for end in (QUANTIZED, SCALE, ZERO))
        first: Array = (numbers[0].astype(np.int32) - zero.astype(np.int32)).astype(np.float32) * scale
        return first

    def _norm(self, name: str) -> list[str]:
        return [self._kept(f"{name}LayerNorm.weight"), self._kept(f"{name}LayerNorm.bias")]

    def _bias(self, name: str) -> str:
        return self._kept(f"{name}.bias")

    def _kept(self, name: str) -> str:
        return self._own(name, self._weights[name])

    def _own(self, name: str, array: Array) -> str:
        self._used[name] = array
        return name

    def _add(
        self, kind: str, given: Sequence[str], out: str, domain: str = "", more: Sequence[str] = (), **options: Any
    ) -> str:
        self._nodes.append(helper.make_node(kind, list(given), [out, *more], domain=domain, **options))
        return out
