"""The texts of data/replies, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from actions.replies.rendering import PICTURE
from actions.topics.marked import BadYaml, Marked, marked
from bot.checking.yaml_folder import of_all_files
from bot.engine.response_files import FOLDER
from bot.settings import ROOT
from directory.errors import Problem

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
# A mark of what has to be there for its line to stand says nothing.
MARK = re.compile(r"\{[^{}\n]*\?\}")
# In front of a dot it stands for whichever service is asked about.
ANY_SERVICE = "service"


@dataclass(frozen=True)
class Button:
    """One choice below a text, and the line in which it stands."""

    title: str
    payload: str
    line: int


@dataclass(frozen=True)
class Spoken:
    """What a response says on one channel, or on all that have no text of their own.

    `file` is that of data/replies, also where a town says it in words of its own, which stand at `place`.
    """

    file: str
    name: str
    channel: str | None
    written: str
    buttons: tuple[Button, ...] = ()
    place: Marked | None = None

    def problem(self, what: str, line: int = 0) -> Problem:
        """A problem in that line of the text, counted from 0."""
        if self.place is None:
            return Problem(f"data/replies/{self.file}", line + 1, what)
        return Problem(self.place.file, self.place.line_of(line), what)

    @cached_property
    def text(self) -> str:
        """What of it is said."""
        return MARK.sub("", PICTURE.sub("", self.written))

    @cached_property
    def lines(self) -> Sequence[tuple[int, str]]:
        """Its lines with their places."""
        return tuple(enumerate(self.text.split("\n")))

    @cached_property
    def services(self) -> tuple[str, ...]:
        """What stands before the dot in its placeholders, in order, each once."""
        return tuple(dict.fromkeys(inner.partition(".")[0] for inner in PLACEHOLDER.findall(self.text)))


@dataclass(frozen=True)
class Response:
    """All that is said by one name."""

    file: str
    name: str
    line: int
    texts: tuple[Spoken, ...]

    def problem(self, what: str) -> Problem:
        """A problem of the response as a whole."""
        return Problem(f"data/replies/{self.file}", self.line, what)

    @property
    def common(self) -> Spoken | None:
        """The text for all channels that have none of their own."""
        return next((text for text in self.texts if text.channel is None), None)


def read_responses(folder: Path = FOLDER) -> tuple[list[Response], list[Problem]]:
    """All of the folder, and what of it cannot be read."""
    return of_all_files(folder, _in_file)


def _in_file(path: Path) -> Iterator[Response]:
    file = f"data/replies/{path.name}"
    try:
        whole = marked(path.read_text(encoding="utf-8"), file)
    except UnicodeDecodeError:
        raise BadYaml(Problem(file, 1, "not UTF-8 text, save the file as UTF-8")) from None
    section = whole.fields().get("responses") if whole else None
    if section is None:
        raise BadYaml(Problem(file, 1, "there is no `responses:` in it, compare it with its neighbours"))
    for name, rows in section.fields().items():
        yield Response(path.name, name, rows.line, tuple(_texts(path.name, name, rows)))


def own_words(source: Path, files: Mapping[str, str]) -> tuple[list[Spoken], list[Problem]]:
    """What towns and nations say otherwise. `files` are those of data/replies by the names of their responses."""
    found: list[Spoken] = []
    problems: list[Problem] = []
    for path in sorted(source.glob("*/*/wording.yaml")):
        try:
            whole = marked(path.read_text(encoding="utf-8"), in_project(path))
            for name, rows in (whole.fields() if whole else {}).items():
                if name not in files:
                    problems.append(rows.problem(f"no reply of data/replies is called {name}, rename it"))
                found += _texts(files.get(name, ""), name, rows)
        except BadYaml as error:
            problems.append(error.problem)
    return found, problems


def _texts(file: str, name: str, rows: Marked) -> Iterator[Spoken]:
    for row in rows.rows():
        fields = row.fields()
        if "text" not in fields or not isinstance(fields["text"].plain(), str):
            raise BadYaml(row.problem(f"{name} has no `text:` here, write one"))
        channel = fields["channel"].plain() if "channel" in fields else None
        buttons = tuple(_buttons(fields["buttons"])) if "buttons" in fields else ()
        yield Spoken(file, name, channel, fields["text"].plain(), buttons, fields["text"])


def _buttons(rows: Marked) -> Iterator[Button]:
    for row in rows.rows():
        fields = row.fields()
        missing = [name for name in ("title", "payload") if name not in fields]
        if missing:
            raise BadYaml(row.problem(f"this button has no `{missing[0]}:`, add it"))
        yield Button(str(fields["title"].plain()), str(fields["payload"].plain()), row.line)


def in_project(path: Path) -> str:
    """As people name a file of the project."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
