"""Why emergencies were missed, in the words of those who looked into them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).parent / "explained.yml"

Explained = Mapping[str, str]


def read_explained(path: Path = FILE) -> Explained:
    """A sentence by id. Rows of emergencies that are no longer missed may be among them: they wait for the next time.

    Raises ruamel's YAMLError for a broken file, and where an id stands twice.
    """
    found: dict[str, str] | None = YAML(typ="safe").load(path)
    return found or {}
