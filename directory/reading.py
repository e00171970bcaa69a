"""Reading YAML so that every value remembers its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from directory.errors import Problem

# Ten times the largest of ours.
LARGEST = 300_000

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

PathTo = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file in plain Python values, dates as ISO text, with the line of each of them.

    `raw` is all of it. `data` is what fits its shape: None stands in a list for an entry that does not.
    """

    file: str
    data: Any
    raw: Any
    _tree: Any

    def entries(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The usable entries of a list of mappings, each with its place in the list."""
        for index, entry in enumerate(self.data.get(name, [])):
            if entry is not None:
                yield index, entry

    def line(self, path: PathTo) -> int:
        """The line, from 1, of the value at that path; where there is none, of the nearest thing that holds it."""
        node, line = self._tree, 1
        for step in path:
            line = _line_of(node, step, line)
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        return line

    def problem(self, path: PathTo, what: str) -> Problem:
        """A problem that points at that path."""
        return Problem(self.file, self.line(path), what)


class _Refused(Exception):
    """A file that would take more memory or time than any that a person writes; says what to do."""

    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.line = line


class _WithoutAliases(Composer):  # type: ignore[misc]
    """Ten lines of aliases of aliases stand for more than fits into memory. The directory has no use for them."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            mark = self.parser.peek_event().start_mark
            raise _Refused(
                "an alias (*) stands here, write out what it stands for or put the text in quotes", mark.line + 1
            )
        return super().compose_node(parent, index)


def read(path: Path, root: Path) -> Document | Problem:
    """The file's content, or the one reason why it cannot be read. `root` shortens the name that people see."""
    name = path.relative_to(root).as_posix()
    try:
        yaml = YAML(typ="rt")
        yaml.Composer = _WithoutAliases
        tree = yaml.load(_text(path))
        return Document(name, plain(tree), plain(tree), tree)
    except _Refused as error:
        return Problem(name, error.line, str(error))
    except RecursionError:
        return Problem(name, 1, "lists or fields stand too deep inside one another, look for brackets without an end")
    except DuplicateKeyError as error:
        return Problem(name, _mark_line(error), "the same field stands here twice, keep one")
    except MarkedYAMLError as error:
        return Problem(name, _mark_line(error), f"not valid YAML ({error.problem}), check indents, colons and quotes")
    except YAMLError:
        return Problem(name, 1, "not valid YAML, look for characters that do not print")
    except UnicodeDecodeError:
        return Problem(name, 1, "not UTF-8 text, save the file as UTF-8")
    except ValueError as error:
        return Problem(name, _day_line(path), f"a value cannot be read ({error}), put it in quotes or correct it")
    except OSError as error:
        return Problem(name, 1, f"cannot be read ({error.strerror}), check the file and its permissions")


def _day_line(path: Path) -> int:
    """The line of the first date that is no day of the calendar; ruamel says only that there is one."""
    for number, line in enumerate(_text(path).splitlines(), start=1):
        for day in DAY.findall(line):
            try:
                date.fromisoformat(day)
            except ValueError:
                return number
    return 1


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise _Refused("is not a file, take it away")
    with path.open("rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise _Refused(f"is larger than {LARGEST // 1000} kB, take out what does not belong here")
    return found.decode("utf-8")


def plain(value: Any) -> Any:
    """The same value without ruamel's types, dates as ISO text, and fields that are null left out."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return str(value)


def _line_of(node: Any, step: str | int, otherwise: int) -> int:
    if isinstance(node, CommentedMap | CommentedSeq):
        place = (node.lc.data or {}).get(step)
        if place:
            return int(place[0]) + 1
    return otherwise


def _mark_line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return int(mark.line) + 1 if mark else 1
