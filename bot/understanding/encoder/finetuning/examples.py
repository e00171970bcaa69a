"""The training messages and turns, and how a text is varied so that spelling matters less than meaning."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from actions.conversation.reading import Reading
from bot.settings import ROOT
from bot.understanding.context import context_words
from bot.understanding.conversations import read_conversations
from bot.understanding.normalise import normalise

NLU = ROOT / "data" / "nlu"
EXAMPLE = "- "
SEED = 11


@dataclass(frozen=True)
class Example:
    """One message and the intent that it was written for."""

    text: str
    intent: str


@dataclass(frozen=True)
class Said:
    """What the encoder learns from: a text in its context, and what it means. `group` is the conversation."""

    text: str
    context: str
    reading: Reading
    group: str = ""


@cache
def read_said() -> tuple[Said, ...]:
    """All messages of data/nlu, as first words, and all turns of data/conversations: seconds, the first time."""
    alone = [Said(row.text, "", Reading.of_intent(row.intent)) for row in read_examples()]
    turns = [
        Said(turn.text, context_words(turn.before), turn.reading, conversation.id)
        for conversation in read_conversations()
        for turn in conversation.turns
        if turn.text
    ]
    return (*alone, *turns)


def chosen(said: Sequence[Said], prefixes: tuple[str, ...], beside: int) -> list[Said]:
    """The turns of conversations whose ids begin so, and `beside` of the rest, so that it is not forgotten."""
    new = [row for row in said if row.group.startswith(prefixes)]
    rest = [row for row in said if not row.group.startswith(prefixes)]
    return new + random.Random(SEED).sample(rest, min(beside, len(rest)))


def read_examples(folder: Path = NLU) -> list[Example]:
    """All messages of data/nlu, normalised as the bot sees them, in the order of the files."""
    examples = []
    for path in sorted(folder.glob("*.yml")):
        for block in YAML(typ="safe").load(path)["nlu"]:
            lines = [line for line in block["examples"].splitlines() if line.startswith(EXAMPLE)]
            examples += [Example(normalise(line.removeprefix(EXAMPLE)), block["intent"]) for line in lines]
    return examples


def varied(text: str, chance: random.Random) -> str:
    """The text as somebody else might have typed it: capitals, no punctuation, slips of the finger; often unchanged."""
    drawn = chance.random()
    if drawn < 0.08:
        return text.upper()
    if drawn < 0.20:
        return re.sub(r"[',.!?]", "", text)
    if drawn < 0.35 and len(text) > 12:
        for _ in range(1 + len(text) // 40):
            text = _slip(text, chance)
    return text


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    kind = chance.random()
    if kind < 0.4:
        return text[:at] + text[at + 1 :]
    if kind < 0.7:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at] + text[at:]
