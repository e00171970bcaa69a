"""What is said where another commit cannot be measured."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.against import missing
from bench.footprint import fields


def test_a_model_that_is_nowhere_is_named_with_what_to_do() -> None:
    said = missing("abc", "0123", ["/a", "/b", "/a"])
    assert "the model of abc (signpost-0123.tar.gz) is not in /a or /b" in said
    assert "--models FOLDER" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--models", "/"], "--models names where the model of --against COMMIT is"),
        (["--write", "--against", "HEAD"], "leave --against out"),
        (["flat", "--write", "held"], "name none"),
        (["flat", "nonsense"], "is not one of"),
        (["--turns", "3"], "is not in the range"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_started(words: list[str], said: str) -> None:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert said in done.output


def test_a_program_may_be_called_anything() -> None:
    assert fields("42 (a (strange) name) S 1 77 77") == ["S", "1", "77", "77"]
