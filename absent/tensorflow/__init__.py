"""Stands in for TensorFlow, which Rasa imports and this bot never calls: names to import, and nothing behind them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any, NoReturn

import keras  # noqa: F401 - so that it is found on the disk, whichever of the two is imported first

# All that Rasa 3.6 imports of it, derives classes from, or writes into signatures.
NAMES = {
    "tensorflow": ("SparseTensor", "Tensor", "TensorShape", "TensorSpec"),
    "tensorflow.keras": (),
    "tensorflow.keras.backend": (),
    "tensorflow.keras.callbacks": ("Callback",),
    "tensorflow.keras.layers": ("AbstractRNNCell", "Dense", "Dropout", "Layer"),
    "tensorflow.keras.metrics": ("Metric",),
    "tensorflow.keras.utils": ("Sequence",),
    "tensorflow.python": (),
    "tensorflow.python.eager": (),
    "tensorflow.python.eager.wrap_function": ("WrappedFunction",),
    "tensorflow.types": (),
    "tensorflow.types.experimental": ("TensorLike",),
    "keras": ("Model",),
    "keras.utils": (),
    "keras.utils.control_flow_util": ("smart_cond",),
    "keras.utils.tf_utils": (),
}
WHY = "{name} needs TensorFlow, which this bot does not install: docs/decisions/0022-no-tensorflow.md says why"


class TensorFlowAbsent(RuntimeError):
    """Something really wants TensorFlow; the message names what was called or asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(WHY.format(name=name))


class NameAbsent(TensorFlowAbsent, AttributeError):
    """What was asked for is not in the table. pickle and skops ask every loaded module for every name they look for."""


class Absence(type):
    """A class that others can be derived from and annotated with. It and what is derived from it can only be named."""

    def __call__(cls, *_: Any, **__: Any) -> NoReturn:
        """Instead of an instance. Raises TensorFlowAbsent."""
        raise TensorFlowAbsent(f"{cls.__module__}.{cls.__qualname__}")

    def __getattr__(cls, name: str) -> NoReturn:
        """Raises NameAbsent."""
        raise NameAbsent(f"{cls.__module__}.{cls.__qualname__}.{name}")


def _looking_in(module: str) -> Callable[[str], NoReturn]:
    def look(name: str) -> NoReturn:
        raise NameAbsent(f"{module}.{name}")

    return look


def _fill(module: ModuleType, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(module, name, Absence(name, (), {"__module__": module.__name__}))
    # `from tensorflow.keras.layers import Dense` looks a name up as `layers.Dense` does (PEP 562).
    vars(module)["__getattr__"] = _looking_in(module.__name__)


def _stand_in() -> None:
    for path, names in NAMES.items():
        module = sys.modules.setdefault(path, module_from_spec(ModuleSpec(path, None, is_package=True)))
        _fill(module, names)
        parent, _, name = path.rpartition(".")
        if parent:
            setattr(sys.modules[parent], name, module)


_stand_in()
