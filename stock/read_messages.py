"""Run by stock Rasa's Python: reads the messages of one file with a model of its own and writes what it made of them.

    python stock/read_messages.py MODEL MESSAGES READINGS

Both files are JSON lists. Rasa says what it likes on standard output.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent


async def _read_all(model: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    agent = Agent.load(model)
    return [await agent.parse_message(text) for text in texts]


def main(model: str, messages: str, readings: str) -> None:
    """A reading for each message, in their order."""
    texts = json.loads(Path(messages).read_text(encoding="utf-8"))
    found = asyncio.run(_read_all(model, texts))
    # Confidences are numpy's numbers.
    Path(readings).write_text(json.dumps(found, default=float), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
