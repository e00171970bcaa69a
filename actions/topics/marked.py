"""YAML whose values know their lines, by the parser in C: for what a start reads, and for errors that name a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from directory.errors import Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK = ("|", ">")


class BadYaml(Exception):
    """A file is no YAML, or a part of it is not what it should be; `problem` says where and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True)
class Marked:
    """A value of a YAML file. `line` is that of its name, or of itself where it has none."""

    file: str
    line: int
    node: yaml.Node

    def problem(self, what: str, line: int | None = None) -> Problem:
        """What is wrong here, or in another line of it."""
        return Problem(self.file, line or self.line, what)

    def fields(self) -> dict[str, Marked]:
        """Its fields by name. Raises BadYaml where it has none, or one twice."""
        if not isinstance(self.node, yaml.MappingNode):
            raise BadYaml(self.problem("fields with a colon belong here, compare with another file"))
        found: dict[str, Marked] = {}
        for key, value in self.node.value:
            line = key.start_mark.line + 1
            if key.value in found:
                raise BadYaml(Problem(self.file, line, f"{key.value} stands here twice, take one out"))
            found[str(key.value)] = Marked(self.file, line, value)
        return found

    def rows(self) -> list[Marked]:
        """Its entries. Raises BadYaml where it is no list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise BadYaml(self.problem("a list belongs here, each entry behind a dash"))
        return [Marked(self.file, row.start_mark.line + 1, row) for row in self.node.value]

    def plain(self) -> Any:
        """The value itself."""
        return yaml.constructor.SafeConstructor().construct_document(self.node)

    def line_of(self, place: int) -> int:
        """The line of the file in which that line of a text stands, counted from 0."""
        first = self.node.start_mark.line + 1
        is_block = isinstance(self.node, yaml.ScalarNode) and self.node.style in _BLOCK
        return first + 1 + place if is_block else first


def marked(text: str, file: str) -> Marked | None:
    """The whole of a file, None where it is empty. Raises BadYaml."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"{error.problem or 'not YAML'}, look for a colon, a quote or an indent that is wrong"
        raise BadYaml(Problem(file, line, what)) from None
    except yaml.YAMLError:
        raise BadYaml(Problem(file, 1, "not YAML, look for characters that do not print")) from None
    return None if node is None else Marked(file, node.start_mark.line + 1, node)
