"""The stand-in for TensorFlow can be imported and named, and nothing more; the real one is nowhere."""

from __future__ import annotations

import importlib
import pickle
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import keras
import pytest
import tensorflow
from tensorflow import NAMES, NameAbsent, TensorFlowAbsent

from bot.settings import ROOT

# What came with it and is used by nothing else here.
FOLLOWERS = frozenset({"keras", "tensorboard", "jax", "jaxlib", "libclang", "grpcio", "h5py", "gast", "astunparse"})


def is_unwanted(name: str) -> bool:
    return name in FOLLOWERS or name.startswith("tensorflow")


def test_nothing_of_tensorflow_is_installed_or_locked() -> None:
    locked = {package["name"] for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}
    installed = {(found.metadata["Name"] or "").lower().replace("_", "-") for found in distributions()}
    assert "rasa" in locked & installed
    assert not {name for name in locked | installed if is_unwanted(name)}


def test_what_is_imported_is_the_stand_in() -> None:
    for module in (tensorflow, keras):
        assert Path(str(module.__file__)).is_relative_to(ROOT / "absent")


def test_stock_rasa_has_the_real_one_in_a_lock_of_its_own() -> None:
    locked = {package["name"] for package in tomllib.loads((ROOT / "stock" / "uv.lock").read_text())["package"]}
    assert {"rasa", "tensorflow-cpu", "tensorflow-cpu-aws", "keras"} <= locked


def rasas_network() -> Any:
    from rasa.nlu.classifiers.diet_classifier import DIET

    return DIET()


CALLS = {
    "tensorflow.keras.layers.Dense": lambda: tensorflow.keras.layers.Dense(8),
    "keras.utils.control_flow_util.smart_cond": lambda: keras.utils.control_flow_util.smart_cond(True),
    "tensorflow.reduce_sum": lambda: tensorflow.reduce_sum([1, 2]),
    "tensorflow.TensorSpec.from_tensor": lambda: tensorflow.TensorSpec.from_tensor(None),
    "tensorflow.keras.backend.clear_session": lambda: tensorflow.keras.backend.clear_session(),
    "rasa.nlu.classifiers.diet_classifier.DIET": rasas_network,
}


@pytest.mark.parametrize("name", CALLS)
def test_what_is_called_is_named(name: str) -> None:
    with pytest.raises(TensorFlowAbsent, match=rf"^{name} needs TensorFlow, which .*0022-no-tensorflow\.md"):
        CALLS[name]()


def test_the_decision_that_the_error_names_is_there() -> None:
    assert (ROOT / tensorflow.WHY.rpartition(": ")[2].split()[0]).exists()


@pytest.mark.parametrize("module", NAMES)
def test_whoever_asks_every_module_for_a_name_is_told_that_it_is_not_there(module: str) -> None:
    found = importlib.import_module(module)
    assert not hasattr(found, "no_such_name")
    with pytest.raises(NameAbsent, match=rf"^{module}.no_such_name needs"):
        found.no_such_name  # noqa: B018


def nobody_knows_where() -> None:
    """Without `__module__`, pickle looks for it in every loaded module."""


def test_pickle_finds_its_way_past_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nobody_knows_where, "__module__", None)
    assert pickle.whichmodule(nobody_knows_where, nobody_knows_where.__qualname__) == __name__


def test_others_who_can_use_tensorflow_see_that_it_is_not_there() -> None:
    import thinc.compat

    assert not thinc.compat.has_tensorflow
    with pytest.raises(ImportError, match=r"tensorflow\.experimental"):
        import tensorflow.experimental  # noqa: F401
