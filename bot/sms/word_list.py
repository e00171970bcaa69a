"""The words that the line reads by itself, as they stand in `words.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LIST: Any = YAML(typ="safe").load(Path(__file__).with_name("words.yml"))
