"""A template is compiled once for all who show it, and again when it was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from bot.web.compiled import Compiled


def shown(folder: Path, compiled: Compiled) -> str:
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=compiled)
    return environment.get_template("a.html").render(who="Ann")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text("Hello {{ who }}")
    return tmp_path


def test_the_second_who_shows_it_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = Compiled()
    assert shown(folder, compiled) == "Hello Ann"
    monkeypatch.delattr(Environment, "_generate")
    assert shown(folder, compiled) == "Hello Ann"


def test_one_that_was_changed_is_compiled_again(folder: Path) -> None:
    compiled = Compiled()
    shown(folder, compiled)
    (folder / "a.html").write_text("Good morning {{ who }}")
    assert shown(folder, compiled) == "Good morning Ann"
