"""Whether every response is said by somebody: a topic that is data, or code that names it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import get_args

from actions.replies.details import Detail
from actions.topics.shape import Topic
from bot.checking.spoken import Response
from bot.settings import ROOT
from bot.understanding.red_flags.rules import load
from directory.errors import Problem

# Said by the safety net, by cards and by pages, not by an action.
NOT_SAID_BY_ACTIONS = ("utter_last_resort", "utter_card_", "utter_detail_", "utter_opening_", "utter_emergency_access")
NAME = re.compile(r"utter_[a-z0-9_]+")


@cache
def named_in_code() -> frozenset[str]:
    """Every name of a response, or beginning of one, in a string of the actions."""
    found: set[str] = set()
    for path in (ROOT / "actions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(NAME.findall(node.value))
    return frozenset(found)


def never_said(responses: Sequence[Response], topics: Iterable[Topic]) -> Iterator[Problem]:
    """Each response that no code and no topic names."""
    said = {*named_in_code(), *(name for topic in topics for name in topic.said)}
    # The action puts the name of the reply together from what is asked about a service.
    said |= {f"utter_service_{detail}" for detail in get_args(Detail)}
    said |= {f"utter_{what}_{code}" for what in ("call_999", "interpreters") for code in load("languages")["languages"]}
    said |= {name.replace("utter_", "utter_next_", 1) for name in said}
    for response in responses:
        if response.name not in said and not response.name.startswith(NOT_SAID_BY_ACTIONS):
            yield response.problem(f"{response.name} is never said, name it under `replies:` or take it out")
