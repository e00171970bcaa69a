"""How likely the classifier holds a meaning, out of what Rasa hands on of a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.understanding.components.classifier import CHANCES


def chance_of(parsed: Mapping[str, Any], part: str, meaning: str) -> float:
    """From 0 to 1; 0 where no classifier has read it."""
    return float((parsed.get(CHANCES) or {}).get(part, {}).get(meaning, 0.0))
