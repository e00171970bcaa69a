"""The encoder's graph, written anew for one message at a time, gives the numbers of the one that was exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

from bot.understanding.encoder.finetuning.lean import Size, lean
from tests.understanding.exported import PLACES, WORDS, encoder

SIZE = Size(layers=2, heads=4, width=32)
Array = np.ndarray[Any, Any]


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    onnx.save(encoder(SIZE, seed=5), tmp_path / "exported.onnx")
    return tmp_path / "exported.onnx"


@pytest.mark.parametrize("length", [1, 2, 7, PLACES])
def test_its_vectors_are_those_of_the_exported_one(exported: Path, tmp_path: Path, length: int) -> None:
    lean(exported, tmp_path / "lean.onnx", SIZE)
    ids = np.random.default_rng(length).integers(0, WORDS, (1, length))
    before = run(exported, input_ids=ids, attention_mask=np.ones_like(ids), token_type_ids=np.zeros_like(ids))
    np.testing.assert_allclose(run(tmp_path / "lean.onnx", input_ids=ids), before, rtol=1e-3, atol=1e-3)


def test_it_has_a_fifth_of_the_steps_and_holds_no_weight_that_it_does_not_ask_for(
    exported: Path, tmp_path: Path
) -> None:
    lean(exported, tmp_path / "lean.onnx", SIZE)
    before, after = (onnx.load(path).graph for path in (exported, tmp_path / "lean.onnx"))
    assert len(after.node) * 5 <= len(before.node)
    assert {row.name for row in after.initializer} <= {name for node in after.node for name in node.input}


def test_a_graph_of_another_size_is_refused(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="12 products of int8 weights, not 36"):
        lean(exported, tmp_path / "lean.onnx")


def run(path: Path, **given: Array) -> Array:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    found: Sequence[Array] = session.run(None, given)
    return found[0]
