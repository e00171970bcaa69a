"""What a package of the table is where the real one is not installed: names to import, and an error behind each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any, NoReturn

from absence.table import TABLE, decision

WHY = "{name} needs {package}, which this bot does not install: {page} says why"


class PackageAbsent(RuntimeError):
    """Something really wants a package of the table; the message names what was called or asked for."""

    def __init__(self, name: str, package: str) -> None:
        super().__init__(WHY.format(name=name, package=package, page=decision(package)))


class NameAbsent(PackageAbsent, AttributeError):
    """What was asked for is not in the table. pickle and skops ask every loaded module for every name they look for."""


class Absence(type):
    """A class that others can be derived from and annotated with. It and what is derived from it can only be named."""

    absent: str

    def __call__(cls, *_: Any, **__: Any) -> NoReturn:
        """Instead of an instance. Raises PackageAbsent."""
        raise PackageAbsent(f"{cls.__module__}.{cls.__qualname__}", cls.absent)

    def __getattr__(cls, name: str) -> NoReturn:
        """Raises NameAbsent."""
        raise NameAbsent(f"{cls.__module__}.{cls.__qualname__}.{name}", cls.absent)


def stand_in(package: str) -> None:
    """Fills the package, which is being imported, with all that the table has of it."""
    for path, names in TABLE[package].items():
        module = sys.modules.setdefault(path, module_from_spec(ModuleSpec(path, None, is_package=True)))
        _fill(module, names, package)
        parent, _, name = path.rpartition(".")
        if path != package:
            setattr(sys.modules[parent], name, module)


def _fill(module: ModuleType, names: tuple[str, ...], package: str) -> None:
    bases = (Exception,) if module.__name__.endswith((".errors", ".exceptions")) else ()
    for name in names:
        setattr(module, name, Absence(name, bases, {"__module__": module.__name__, "absent": package}))
    # `from tensorflow.keras.layers import Dense` looks a name up as `layers.Dense` does (PEP 562).
    vars(module)["__getattr__"] = _looking_in(module.__name__, package)


def _looking_in(module: str, package: str) -> Callable[[str], NoReturn]:
    def refuse(name: str) -> NoReturn:
        raise NameAbsent(f"{module}.{name}", package)

    return refuse
