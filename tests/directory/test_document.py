"""What is read of a file: plain values, each with its line, as YAML 1.2 has them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml.resolver import Resolver

from directory import document
from directory.document import Document, read
from directory.errors import Problem
from directory.paths import PACKAGE
from tests.rows import each_row

TEXT = """# About it.
id: frank
"7": seven
nothing: ~
contacts:
  -
    value: "0300"   # in quotes
  - {value: 0300, days: [MO, TU]}
description: >
  Two lines,
  one text.

checked: 2026-03-01
"""
LINES = [
    ((), 1), (("id",), 2), (("7",), 3), (("nothing",), 4), (("contacts",), 5), (("contacts", 0), 7),
    (("contacts", 0, "value"), 7), (("contacts", 1), 8), (("contacts", 1, "days", 1), 8), (("checked",), 13),
    (("contacts", 1, "days", 9), 8), (("contacts", 2, "value"), 5), (("unheard", "of"), 1),
]  # fmt: skip


def document_of(folder: Path, text: str) -> Document:
    (folder / "some.yaml").write_text(text, encoding="utf-8")
    found = read(folder / "some.yaml", folder)
    assert not isinstance(found, Problem), found
    return found


@pytest.fixture
def some(tmp_path: Path) -> Document:
    return document_of(tmp_path, TEXT)


def test_values_are_plain_dates_are_text_and_what_is_null_is_left_out(some: Document) -> None:
    assert some.data == {
        "id": "frank",
        "7": "seven",
        "contacts": [{"value": "0300"}, {"value": 300, "days": ["MO", "TU"]}],
        "description": "Two lines, one text.\n",
        "checked": "2026-03-01",
    }


@each_row("path, line", LINES)
def test_each_value_has_its_line_and_what_is_not_there_that_of_what_holds_it(
    some: Document, path: tuple[str | int, ...], line: int
) -> None:
    assert some.line(path) == line


@each_row(
    "written, value",
    [
        ("no", "no"), ("on", "on"), ("true", True), ("10:30", "10:30"), ("1e3", 1000.0), ("0x1f", 31), ("1_000", 1000),
        ("'2026-03-01'", "2026-03-01"), ("=", "="), ("&here 5", 5), ('"\\u20ac"', "€"), ("[~]", [None]),
    ],
)  # fmt: skip
def test_words_are_words_and_numbers_numbers(tmp_path: Path, written: str, value: Any) -> None:
    found = document_of(tmp_path, f"it: {written}\n").data["it"]
    assert (found, type(found)) == (value, type(value))


def test_what_rasa_teaches_ruamel_makes_no_reading_slower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each word it looked through one row more than at the word before."""
    taught = {**Resolver.yaml_implicit_resolvers, None: [("!env_var", re.compile(r"^.*\$\{"))]}
    monkeypatch.setattr(Resolver, "yaml_implicit_resolvers", taught)
    monkeypatch.setattr(document, "implicit_resolvers", [([(1, 2)], "!env_var", taught[None][0][1], [None])])
    assert document._kinds((1, 2)) == {}
    before = sum(map(len, document._Reading.yaml_implicit_resolvers.values()))
    assert document_of(tmp_path, "it: ${HOME}\nthat: 2026-03-01\n").data == {"it": "${HOME}", "that": "2026-03-01"}
    assert sum(map(len, document._Reading.yaml_implicit_resolvers.values())) == before


def test_every_file_of_ours_can_be_read() -> None:
    files = sorted(PACKAGE.rglob("*.yaml"))
    assert len(files) > 50
    assert [found for path in files if isinstance(found := read(path, PACKAGE), Problem)] == []
