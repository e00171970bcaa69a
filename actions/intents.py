"""The one table of intents: what each is, where it leads, and what it may mean in a conversation.

The domain, the rules, the gate's groups, the labels of data/conversations and the evaluation all follow it; tests hold
them to it. A topic that is data has its row in data/replies (docs/topics.md), one that decides by code has it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from actions.replies.plan import Route
from actions.topics.files import TopicsUnusable, topics
from directory.errors import Problem

Kind = Literal["need", "question", "act"]

EMERGENCY = "emergency"
NOT_UNDERSTOOD = "nlu_fallback"
FALLBACK: Route = "fallback"


@dataclass(frozen=True)
class Intent:
    """One row.

    `route` is where a first message of this intent leads. `label` is its name in data/conversations, where that is a
    shorter one. Intents of one `group` lead to one place and pool their probability. After a `serious` need a few words
    that mean nothing alone can mean that it is happening now. What is `spoken` alone has examples in data/nlu; the rest
    only means something in a conversation.
    """

    name: str
    kind: Kind
    route: Route
    label: str = ""
    group: str = ""
    serious: bool = False
    spoken: bool = True


def _need(name: str, route: Route, *, group: str = "", serious: bool = False) -> Intent:
    return Intent(name, "need", route, name, group, serious)


def _question(name: str, route: Route, label: str = "", *, group: str = "", spoken: bool = True) -> Intent:
    return Intent(name, "question", route, label or name, group, spoken=spoken)


def _act(name: str, route: Route, label: str = "", *, group: str = "", spoken: bool = True) -> Intent:
    return Intent(name, "act", route, label or name, group, spoken=spoken)


_DECIDED_BY_CODE = (
    _need(EMERGENCY, "emergency", serious=True),
    _need("treatment", "treatment"),
    _need("signs", "report", group="report"),
    _need("safeguarding_child", "safeguarding", group="safeguarding", serious=True),
    _need("safeguarding_adult", "safeguarding", group="safeguarding", serious=True),
    _need("decline", "decline", group="decline"),
    _need("hurt_someone", "decline", group="decline"),
    _need("out_of_scope", FALLBACK),
)
_WRITTEN = tuple(_need(row.name, row.route, group=row.group, serious=row.serious) for row in topics().values())
# The shipped model has its columns in this order; a topic that is not named comes behind, by its name.
_ORDER = (
    EMERGENCY, "crisis", "advice", "law", "health", "treatment", "family", "report", "signs", "safeguarding_child",
    "safeguarding_adult", "domestic_abuse", "slavery", "fraud", "council", "police", "spiked", "decline",
    "hurt_someone", "out_of_scope",
)  # fmt: skip


def _place(row: Intent) -> tuple[int, str]:
    return (_ORDER.index(row.name) if row.name in _ORDER else len(_ORDER), row.name)


_ROWS = (
    *sorted((*_DECIDED_BY_CODE, *_WRITTEN), key=_place),
    _question("repeat_number", FALLBACK, "number"),
    _question("ask_open", "service_info", "hours"),
    _question("ask_cost", "service_info", "cost"),
    _question("ask_where", "service_info", "where"),
    _question("what_happens", "service_info", "happens"),
    _question("ask_referral", "service_info", "referral", spoken=False),
    _question("ask_anonymous", "privacy", "who_knows", group="privacy"),
    _question("privacy", "privacy", group="privacy"),
    _question("someone_else", "service_info", "another"),
    _question("nearer", "service_info"),
    _question("no_phone", "service_info"),
    _question("cant_talk", "safeguarding"),
    _question("service_info", "service_info", "service"),
    _question("about_bot", "about_bot", "bot"),
    _question("ask_steps", "advice", "steps", spoken=False),
    _question("ask_language", "about_bot", "language", spoken=False),
    _act("affirm", "smalltalk", "yes"),
    _act("deny", "smalltalk", "no"),
    _act("pick", FALLBACK, spoken=False),
    _act("not_that", FALLBACK, "correct"),
    _act("for_me", "treatment"),
    _act("for_other", "family"),
    _act("age_young", "treatment", "age"),
    _act("greet", "smalltalk", group="smalltalk"),
    _act("thanks", "smalltalk", group="smalltalk"),
    _act("goodbye", "smalltalk", group="smalltalk"),
    _act("update_called", "emergency", "called", spoken=False),
    _act("update_better", "smalltalk", "better"),
    _act("update_over", "smalltalk", "over", spoken=False),
    _act("update_worse", "emergency", "worse", spoken=False),
    _act("unsure", FALLBACK, spoken=False),
    _act("start_again", "about_bot", "again"),
    _act("refuse", "service_info", spoken=False),
    _act("vent", "smalltalk", spoken=False),
    _act("stop", "smalltalk", spoken=False),
    Intent(NOT_UNDERSTOOD, "act", FALLBACK, spoken=False),
)
INTENTS: Mapping[str, Intent] = {row.name: row for row in _ROWS}
if len(INTENTS) < len(_ROWS):
    # A topic has taken the name of an intent of this file.
    raise TopicsUnusable(
        Problem(row.file, row.line, f"{row.name} is an intent of actions/intents.py already, choose another name")
        for row in topics().values()
        if sum(row.name == other.name for other in _ROWS) > 1
    )
# In data/conversations: more about the need that is open, said in words that only make sense so.
SAME = "same"


def of_kind(kind: Kind) -> tuple[str, ...]:
    """The names of one kind, in the table's order."""
    return tuple(row.name for row in _ROWS if row.kind == kind and row.name != NOT_UNDERSTOOD)


def labelled(kind: Kind) -> Mapping[str, str]:
    """Labels of data/conversations to names."""
    return {INTENTS[name].label: name for name in of_kind(kind)}


def groups() -> Mapping[str, tuple[str, ...]]:
    """The intents of each group."""
    names = dict.fromkeys(row.group for row in _ROWS if row.group)
    return {name: tuple(row.name for row in _ROWS if row.group == name) for name in names}


def route_of(intent: str | None) -> str:
    """Where a first message of this intent leads; None or no name: the fallback.

    A name that is no intent comes back as it is: an outside reader may name routes.
    """
    if not intent:
        return FALLBACK
    return INTENTS[intent].route if intent in INTENTS else intent
