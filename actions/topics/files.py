"""The topics that are data: the section `topics` in files of data/replies, above the replies that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from actions.topics.marked import BadYaml, marked
from actions.topics.shape import Topic, topic_of
from directory.errors import Problem

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path("data", "replies")
SECTION = "topics"


class TopicsUnusable(Exception):
    """Topics cannot be used; the message has a line for each problem, with file, line and what to do."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


@cache
def topics() -> Mapping[str, Topic]:
    """All of them by name, file after file. Raises TopicsUnusable."""
    found, problems = read_topics()
    if problems:
        raise TopicsUnusable(problems)
    return {topic.name: topic for topic in found}


def heard_cues() -> tuple[str, ...]:
    """What is remembered to have been said while one of them was open."""
    cases = [case for topic in topics().values() for case in topic.cases]
    return tuple(dict.fromkeys(cue for case in cases for cue in (*case.heard, *case.heard_not)))


def read_topics(root: Path = ROOT) -> tuple[list[Topic], list[Problem]]:
    """Those that are whole, and what is wrong with the others."""
    found: dict[str, Topic] = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.yml")):
        for topic, wrong in _in_file(path, path.relative_to(root).as_posix()):
            problems += wrong
            if topic and (other := found.setdefault(topic.name, topic)) is not topic:
                what = f"the topic {topic.name} stands in {other.file} too, take one out"
                problems.append(Problem(topic.file, topic.line, what))
    return list(found.values()), problems


def _in_file(path: Path, file: str) -> Iterable[tuple[Topic | None, list[Problem]]]:
    section = section_of(path.read_text(encoding="utf-8", errors="replace"))
    if not section:
        return []
    try:
        whole = marked(section, file)
        rows = whole.fields()[SECTION].fields() if whole else {}
    except BadYaml as error:
        return [(None, [error.problem])]
    return [topic_of(name, given) for name, given in rows.items()]


def section_of(text: str) -> str:
    """The lines of the section, each still in its place: a mistake in the replies below does no harm to topics."""
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line.startswith(f"{SECTION}:")), None)
    if first is None:
        return ""
    end = next((place for place in range(first + 1, len(lines)) if re.match(r"[^\s#]", lines[place])), len(lines))
    return "\n" * first + "\n".join(lines[first:end])


def rasa_domain(found: Iterable[Topic]) -> dict[str, Any]:
    """What a Rasa domain needs for them."""
    names = [topic.name for topic in found]
    return {"intents": names, "actions": [f"action_{name}" for name in names]}


def rasa_rules(found: Iterable[Topic]) -> list[dict[str, Any]]:
    """Rasa's rules for them: an intent, then its action."""
    return [
        {"rule": topic.does, "steps": [{"intent": topic.name}, {"action": f"action_{topic.name}"}]} for topic in found
    ]
