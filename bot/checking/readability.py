"""How hard a text is to read."""

from __future__ import annotations

import re

from bot.checking.spoken import PLACEHOLDER

LONGEST_SENTENCE = 22
LONGEST_ON_AVERAGE = 15
HARDEST_GRADE = 7.0
# Under so many words the formula says nothing.
FEWEST_WORDS = 8


def read_aloud(text: str) -> str:
    """The words as a person meets them: a placeholder alone on its line is gone, one inside a sentence is one word."""
    lines = (line for line in text.splitlines() if PLACEHOLDER.sub("", line).strip())
    return "\n".join(PLACEHOLDER.sub("it", line) for line in lines)


def sentences(text: str) -> list[list[str]]:
    """Its sentences as words."""
    parts = re.split(r"[.!?:]+\s+|[.!?:]+$|\n+", read_aloud(text))
    return [words for words in (re.findall(r"[A-Za-z0-9][\w'-]*", part) for part in parts) if words]


def syllables(word: str) -> int:
    """As they are counted for English, near enough."""
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent_e = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and len(groups) > 1
    return max(1, len(groups) - silent_e)


def school_grade(text: str) -> float:
    """Flesch-Kincaid grade: 7 is a reader of about twelve, and it counts names, so it errs on the hard side."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
