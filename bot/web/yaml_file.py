"""YAML that stands beside the code, parsed once however many servers and parts of one ask for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def read(path: Path) -> Any:
    """What the file says now. Not to be changed: the same text is the same object for everybody."""
    return _parsed(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Any:
    return YAML(typ="safe").load(text)
