"""Labelled messages and conversations, read and checked before anything is measured with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from actions.intents import EMERGENCY
from actions.replies.plan import ROUTES
from bot.settings import ROOT

PHRASES = ROOT / "tests" / "phrases"
ANY = "*"
# The sets of this project; others are handed in from outside.
OWN_SETS = ("dev", "test")
# Whose messages may be looked at while the bot is worked on: our own for that, and those from outside.
OPEN_SETS = frozenset({"dev", "given"})


class BadInput(Exception):
    """A file of cases cannot be used; the message is one line that names the file and the line in it."""


@dataclass(frozen=True)
class Expected:
    """What a right reply is: one of the routes, one of the services where there are any, nothing of `forbid`."""

    routes: tuple[str, ...]
    services: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()

    @property
    def is_emergency(self) -> bool:
        """Nothing but the 999 reply will do."""
        return self.routes == (EMERGENCY,)

    @property
    def is_calm(self) -> bool:
        """The 999 reply would be a false alarm."""
        return EMERGENCY not in self.routes and ANY not in self.routes

    def takes(self, route: str | None) -> bool:
        return ANY in self.routes or route in self.routes


@dataclass(frozen=True)
class CaseTurn:
    """What a person says, and what should come back."""

    say: str
    expected: Expected


@dataclass(frozen=True)
class Case:
    """One message, or a conversation of several turns."""

    id: str
    turns: tuple[CaseTurn, ...]
    tags: frozenset[str]


@dataclass(frozen=True)
class CaseSet:
    """Messages and conversations that are counted together. `fingerprint` is of their files.

    `second` are the labels of a second pen, by id, where one labelled them too; nothing is said in its turns.
    """

    name: str
    messages: tuple[Case, ...]
    dialogues: tuple[Case, ...]
    fingerprint: str
    second: Mapping[str, Case] = field(default_factory=dict)


def own_set(name: str) -> CaseSet:
    """`dev` or `test` of this project. Raises BadInput."""
    found = read_set(name, PHRASES / f"{name}.jsonl", PHRASES / f"{name}-dialogues.jsonl")
    files = [PHRASES / f"{name}-second.jsonl", PHRASES / f"{name}-dialogues-second.jsonl"]
    labels = (case for path in files if path.exists() for case in _cases(path, _labels))
    return replace(found, second={case.id: case for case in labels})


def read_set(name: str, messages: Path | None, dialogues: Path | None) -> CaseSet:
    """Both files, either of which may be left out. Raises BadInput."""
    digest = hashlib.sha256()
    for path in filter(None, (messages, dialogues)):
        digest.update(_bytes(path))
    return CaseSet(
        name,
        tuple(_cases(messages, _message)) if messages else (),
        tuple(_cases(dialogues, _dialogue)) if dialogues else (),
        digest.hexdigest()[:16],
    )


def _cases(path: Path, read: Any) -> Iterator[Case]:
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            case: Case = read(_object(line))
            if case.id in seen:
                raise BadInput(f"the id {case.id} was there before")
        except BadInput as error:
            raise BadInput(f"{path}, line {number}: {error}") from None
        seen.add(case.id)
        yield case
    if not seen:
        raise BadInput(f"{path}, line 1: there is no case in it")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(_bytes(path).split(b"\n"), start=1):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise BadInput(f"{path}, line {number}: it is not UTF-8") from None
        if line.strip():
            yield number, line


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: it cannot be read ({error.strerror})") from None


def _object(line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise BadInput("it is not JSON") from None
    if not isinstance(found, dict):
        raise BadInput("it is not a JSON object")
    return found


def _message(row: Mapping[str, Any]) -> Case:
    if "turns" in row:
        raise BadInput("it is a conversation, and belongs in the file given with --dialogues")
    return Case(_text(row, "id"), (CaseTurn(_text(row, "text"), _expected(row)),), frozenset(_texts(row, "tags")))


def _dialogue(row: Mapping[str, Any]) -> Case:
    if not isinstance(row.get("turns"), list) or not row["turns"]:
        raise BadInput("it has no list of `turns`")
    turns = []
    for turn in row["turns"]:
        if not isinstance(turn, dict) or not isinstance(turn.get("expect"), dict):
            raise BadInput("a turn needs `say` and `expect`")
        turns.append(CaseTurn(_text(turn, "say"), _expected(turn["expect"])))
    return Case(_text(row, "id"), tuple(turns), frozenset(_texts(row, "tags")))


def _labels(row: Mapping[str, Any]) -> Case:
    turns = row["turns"] if isinstance(row.get("turns"), list) else [row]
    return Case(_text(row, "id"), tuple(CaseTurn("", _expected(turn)) for turn in turns), frozenset())


def _expected(row: Mapping[str, Any]) -> Expected:
    routes = _texts(row, "routes") or (ANY,)
    for route in routes:
        if route != ANY and route not in ROUTES:
            raise BadInput(f"there is no route {route!r}")
    return Expected(routes, _texts(row, "services"), _texts(row, "forbid"))


def _text(row: Mapping[str, Any], name: str) -> str:
    if not isinstance(row.get(name), str):
        raise BadInput(f"`{name}` is missing or is not text")
    return str(row[name])


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = row.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(f"`{name}` is not a list of texts")
    return tuple(found)
