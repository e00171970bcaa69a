"""The fields of a topic that is data, and what each may hold. docs/topics.md says what they are for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from actions.replies.plan import ROUTES, Route
from actions.topics.marked import BadYaml, Marked
from directory.errors import Problem, nearest

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SENTENCE = re.compile(r"[A-Z][^.]*\w( [\w',]+){2,}")
# Whom a reply may be for: a writer under 18, or of an age that is not known; or somebody else who is under 18, and old
# enough to ring by themselves.
WHOM = ("young", "unknown", "child")
NOTHING = "none"
# Questions that a topic may have an answer of its own to.
FOLLOW_UPS = ("cant_talk", "no_phone")
CONDITIONS = ("for", "while", "says", "says_not", "heard", "heard_not", "only_substances")


@dataclass(frozen=True)
class Written:
    """One reply and when it is said: where all its conditions hold, and none above did.

    Of several cues one is enough. `during` are needs within which a cue of `heard` counts once it was said.
    """

    line: int
    say: tuple[str, ...]
    route: Route
    topic: str
    whom: str = ""
    amid: str = ""
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    heard_not: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    substances: frozenset[str] | None = None
    signs: str = ""
    role: str = ""

    @property
    def cues(self) -> tuple[str, ...]:
        """All that it looks for in a message."""
        return (*self.says, *self.says_not, *self.heard, *self.heard_not)


@dataclass(frozen=True)
class Topic:
    """A need that is data. What its fields mean stands with the rows of actions/intents.py and in docs/topics.md."""

    name: str
    file: str
    line: int
    route: Route
    does: str
    messages: str
    cases: tuple[Written, ...]
    group: str = ""
    serious: bool = False
    part_of: tuple[str, ...] = ()
    follow_ups: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_for_all_ages(self) -> bool:
        """No reply of it is for the young alone."""
        return not any(case.whom == "young" for case in self.cases)

    @property
    def said(self) -> tuple[str, ...]:
        """The names of all its replies."""
        return (*(name for case in self.cases for name in case.say), *self.follow_ups.values())


class _Wrong(Exception):
    """What is wrong with a value, and what to do."""


def topic_of(name: str, given: Marked) -> tuple[Topic | None, list[Problem]]:
    """The topic, or all that is wrong with it."""
    problems: list[Problem] = []
    if not NAME.fullmatch(name):
        problems.append(given.problem(f"{name} is no name of a topic, use small letters, digits and _"))
    values, rows = _read(name, given, TOPIC, problems)
    cases = list(_cases(name, rows.get("replies"), values, problems))
    if problems:
        return None, problems
    return Topic(name, given.file, given.line, cases=tuple(cases), **values), []


def _read(
    name: str, given: Marked, known: Mapping[str, Allowed], problems: list[Problem]
) -> tuple[dict[str, Any], dict[str, Marked]]:
    """The values by the names they have here, and the fields as they stand."""
    try:
        rows = given.fields()
    except BadYaml as error:
        problems.append(error.problem)
        return {}, {}
    for missing in (name for name, row in known.items() if row.needed and name not in rows):
        problems.append(given.problem(f"{name} has no `{missing}:`, add it: {known[missing].what}"))
    values: dict[str, Any] = {}
    for field_name, row in rows.items():
        kind = known.get(field_name)
        if kind is None:
            like = nearest(field_name, list(known))
            hint = f"did you mean {like}?" if like else f"use one of: {', '.join(known)}"
            problems.append(row.problem(f"unknown field {field_name}, {hint}"))
        elif kind.read:
            try:
                values[kind.into or field_name] = kind.read(row.plain())
            except _Wrong as wrong:
                problems.append(row.problem(f"{field_name}: {wrong}"))
    return values, rows


def _cases(name: str, given: Marked | None, topic: Mapping[str, Any], problems: list[Problem]) -> Iterator[Written]:
    if given is None:
        return
    try:
        rows = given.rows()
    except BadYaml as error:
        problems.append(error.problem)
        return
    if not rows:
        problems.append(given.problem("there is no reply here, write one: `- say: utter_" + name + "`"))
    for place, row in enumerate(rows, start=1):
        values, fields = _read("this reply", row, WRITTEN, problems)
        conditions = [condition for condition in CONDITIONS if condition in fields]
        if place == len(rows) and conditions:
            what = f"the last reply has `{conditions[0]}:`, add one without conditions behind it: `- say: utter_{name}`"
            problems.append(row.problem(what))
        if place < len(rows) and not conditions and fields:
            what = f"what stands below is never said, give this reply one of: {', '.join(CONDITIONS)}"
            problems.append(row.problem(what))
        if "say" in values and "route" in topic:
            usual = {"route": topic["route"], "topic": name, "during": (name,)}
            yield Written(row.line, **{**usual, **values})


@dataclass(frozen=True)
class Allowed:
    """What a field is, how its value is read (None: elsewhere), and what it is called in the code."""

    what: str
    read: Callable[[Any], Any] | None
    needed: bool = False
    into: str = ""


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("a word belongs here, write one")
    return value


def _words(value: Any) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else [value]
    if not rows or not all(isinstance(row, str) and row.strip() for row in rows):
        raise _Wrong("a word belongs here, or a list of words like [one, two]")
    return tuple(rows)


def _substances(value: Any) -> frozenset[str]:
    return frozenset(_words(value)) - {NOTHING}


def _replies(value: Any) -> tuple[str, ...]:
    for name in (names := _words(value)):
        _reply(name)
    return names


def _reply(value: Any) -> str:
    if not re.fullmatch(r"utter_[a-z0-9_]+", _word(value)):
        raise _Wrong(f"{value} is no name of a reply, it begins with utter_ and has small letters, digits and _")
    return str(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("write true or false")
    return value


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            raise _Wrong(f"there is no {value}, use one of: {', '.join(known)}")
        return cast(str, value)

    return read


def _route(value: Any) -> str:
    if value == "emergency":
        raise _Wrong("what is an emergency is for code to decide, with 999 first (docs/safety.md): choose another")
    return _one_of(ROUTES)(value)


def _sentence(value: Any) -> str:
    if not isinstance(value, str) or not SENTENCE.fullmatch(value):
        raise _Wrong("write a sentence on what the bot does, with a capital and without a full stop")
    return value


def _file(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\w+\.yml", value):
        raise _Wrong("name the file of data/nlu, such as housing.yml")
    return value


def _answers(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise _Wrong(f"write a question ({', '.join(FOLLOW_UPS)}), a colon and the name of a reply")
    return {_one_of(FOLLOW_UPS)(question): _reply(reply) for question, reply in value.items()}


TOPIC: Mapping[str, Allowed] = {
    "route": Allowed("the kind of help that it is, such as council", _route, needed=True),
    "does": Allowed("a sentence on what the bot does", _sentence, needed=True),
    "messages": Allowed("the file of data/nlu with what people say", _file, needed=True),
    "replies": Allowed("a list of what is said, and when", None, needed=True),
    "group": Allowed("a name that it shares with topics that are hard to tell from it", _word),
    "serious": Allowed("true where a few words after it can mean that it is happening now", _flag),
    "part_of": Allowed("needs that stay open when this is asked within them", _words),
    "follow_ups": Allowed("answers of its own to questions", _answers),
}
WRITTEN: Mapping[str, Allowed] = {
    "say": Allowed("the name of a reply below", _replies, needed=True),
    "for": Allowed("whom it is for", _one_of(WHOM), into="whom"),
    "while": Allowed("the need that was open before", _word, into="amid"),
    "says": Allowed("a cue in this message", _words),
    "says_not": Allowed("a cue that is not in this message", _words),
    "heard": Allowed("a cue in this message or before", _words),
    "heard_not": Allowed("a cue neither in this message nor before", _words),
    "during": Allowed("the needs within which it was heard", _words),
    "only_substances": Allowed("all the substances that are spoken of", _substances, into="substances"),
    "route": Allowed("another route than that of the topic", _route),
    "topic": Allowed("another need that is remembered as open", _word),
    "signs": Allowed("the list of directory/signs that fills {signs}", _word),
    "role": Allowed("the part of the service that fills {service}", _word),
}
