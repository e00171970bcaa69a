"""What the report says around its figures, from words.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

WORDS: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("words.yml"))
