"""Reading YAML so that every value remembers its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import implicit_resolvers

from directory.errors import Problem

# Ten times the largest of ours.
LARGEST = 300_000
# Lists and fields inside one another. Ours have six.
DEEPEST = 50

PathTo = tuple[str | int, ...]

KIND = "tag:yaml.org,2002:"
# What a word in quotes never is. All else that has no tag is text.
READ_AS = {f"{KIND}{name}" for name in ("null", "bool", "int", "float", "timestamp")}


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file in plain Python values, dates as ISO text and fields that are null left out, with all their lines.

    `raw` is all of it. `data` is what fits its shape: None stands in a list for an entry that does not.
    """

    file: str
    data: Any
    raw: Any
    _lines: Mapping[PathTo, int]

    def entries(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The usable entries of a list of mappings, each with its place in the list."""
        for index, entry in enumerate(self.data.get(name, [])):
            if entry is not None:
                yield index, entry

    def line(self, path: PathTo) -> int:
        """The line, from 1, of the value at that path; where there is none, of the nearest thing that holds it."""
        nearest = (self._lines.get(path[:length]) for length in range(len(path), 0, -1))
        return next((line for line in nearest if line), 1)

    def problem(self, path: PathTo, what: str) -> Problem:
        """A problem that points at that path."""
        return Problem(self.file, self.line(path), what)


class _Refused(Exception):
    """What no file of the directory needs, or what would take more memory than any that a person writes."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.line = line


def read(path: Path, root: Path) -> Document | Problem:
    """The file's content, or the one reason why it cannot be read. `root` shortens the name that people see."""
    name = path.relative_to(root).as_posix()
    try:
        found = _Reading(_text(path))
        content = found.content()
        return Document(name, content, content, found.lines)
    except _Refused as error:
        return Problem(name, error.line, str(error))
    except UnicodeDecodeError:
        return Problem(name, 1, "not UTF-8 text, save the file as UTF-8")
    except MarkedYAMLError as error:
        return Problem(name, _mark_line(error), f"not valid YAML ({error.problem}), check indents, colons and quotes")
    except YAMLError:
        return Problem(name, 1, "not valid YAML, look for characters that do not print")
    except OSError as error:
        return Problem(name, 1, f"cannot be read ({error.strerror}), check the file and its permissions")


def _kinds(version: tuple[int, int]) -> dict[str, list[tuple[str, Any]]]:
    """How that version of YAML tells a number or a date from text, by the first letter."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for versions, kind, pattern, beginnings in implicit_resolvers:
        # What begins with anything is no part of YAML.
        for beginning in beginnings if version in versions and None not in beginnings else ():
            found.setdefault(beginning, []).append((kind, pattern))
    return found


class _Reading(CSafeLoader):  # type: ignore[misc]
    """A parser in C takes the text apart, and what it finds is put together here with its lines."""

    # The one that ruamel takes for granted elsewhere: "no" is a word, and 10:30 no number.
    processing_version = (1, 2)
    # A table of its own: to ruamel's Rasa adds a row for any beginning, which ruamel then adds again at each word.
    yaml_implicit_resolvers = _kinds(processing_version)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.lines: dict[PathTo, int] = {}

    def content(self) -> Any:
        """All of the one document; None where there is none. Raises _Refused, and ruamel's YAMLError."""
        self.get_event()
        if isinstance(self.get_event(), StreamEndEvent):
            return None
        content = self._value(self.get_event(), ())
        self.get_event()
        after = self.get_event()
        if not isinstance(after, StreamEndEvent):
            raise _Refused("a second document begins here, put it into a file of its own", _line(after))
        return content

    def _value(self, event: Any, path: PathTo) -> Any:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            # Ten lines of aliases of aliases stand for more than fits into memory.
            raise _Refused(
                "an alias (*) stands here, write out what it stands for or put the text in quotes", _line(event)
            )
        if event.tag:
            raise _tagged(event)
        if len(path) > DEEPEST:
            raise _Refused(
                "lists or fields stand too deep inside one another, look for brackets without an end", _line(event)
            )
        return self._fields(path) if isinstance(event, MappingStartEvent) else self._entries(path)

    def _fields(self, path: PathTo) -> dict[str, Any]:
        fields = {}
        while not isinstance(key := self.get_event(), MappingEndEvent):
            name = str(self._value(key, path))
            place = (*path, name)
            if place in self.lines:
                raise _Refused("the same field stands here twice, keep one", _line(key))
            self.lines[place] = _line(key)
            value = self._value(self.get_event(), place)
            if value is not None:
                fields[name] = value
        return fields

    def _entries(self, path: PathTo) -> list[Any]:
        entries: list[Any] = []
        while not isinstance(event := self.get_event(), SequenceEndEvent):
            place = (*path, len(entries))
            self.lines[place] = _line(event)
            entries.append(self._value(event, place))
        return entries

    def _scalar(self, event: Any) -> Any:
        """A number, a truth or nothing as it is, a date as ISO text, all else as text."""
        if event.tag and event.tag != "!":
            raise _tagged(event)
        kind = self.resolve(ScalarNode, event.value, event.implicit)
        if kind not in READ_AS:
            return event.value
        try:
            value = self.construct_object(ScalarNode(kind, event.value, event.start_mark, event.end_mark))
        except ValueError as error:
            what = f"a value cannot be read ({error}), put it in quotes or correct it"
            raise _Refused(what, _line(event)) from error
        return value.isoformat() if isinstance(value, datetime | date) else value


def _tagged(event: Any) -> _Refused:
    return _Refused(f"a tag ({event.tag}) stands here, take it out or put the text in quotes", _line(event))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise _Refused("is not a file, take it away")
    with path.open("rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise _Refused(f"is larger than {LARGEST // 1000} kB, take out what does not belong here")
    return found.decode("utf-8")


def _mark_line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return int(mark.line) + 1 if mark else 1
