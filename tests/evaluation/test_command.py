"""The command: a mistake is one line and exit code 2, before anything heavy is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation import __main__ as command
from evaluation.__main__ import main
from evaluation.answers import ReadMessage
from evaluation.failures import Neighbour
from tests.evaluation.made import run, some_answers

GOOD = '{"id": "a1", "text": "hello", "routes": ["smalltalk"]}\n'
UNKNOWN = '{"id": "a2", "text": "hello", "routes": ["chat"]}\n'


class _Near:
    def __init__(self, folder: Path) -> None:
        """No vectors are needed."""

    def of(self, reading: ReadMessage) -> list[Neighbour]:
        return []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, ": it cannot be read (No such file or directory)", id="missing"),
        pytest.param(GOOD + "{\n", ", line 2: it is not JSON", id="broken"),
        pytest.param(GOOD + UNKNOWN, ", line 2: there is no route 'chat'", id="route"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("option", ["--cases", "--dialogues"])
def test_a_bad_file_is_one_line(tmp_path: Path, option: str, content: str | None, said: str) -> None:
    path = tmp_path / "given.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(main, [option, str(path)])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert str(path) in done.output
    assert said in done.output or (option == "--dialogues" and "line 1: it has no list of `turns`" in done.output)


def test_a_set_that_is_none_is_refused() -> None:
    assert CliRunner().invoke(main, ["--set", "train"]).exit_code == 2


def test_the_help_names_every_option() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    for param in main.params:
        assert param.opts[0] in said


@pytest.mark.parametrize(
    ("options", "shown"), [([], False), (["--show-test-words"], True)], ids=["left out", "asked for"]
)
def test_test_words_are_shown_only_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], shown: bool
) -> None:
    monkeypatch.setattr(command, "KEPT", tmp_path)
    monkeypatch.setattr(command, "_run", lambda case_sets, diet_epochs, ablate: run(some_answers("test")))
    monkeypatch.setattr("evaluation.failures.Neighbours", _Near)
    done = CliRunner().invoke(main, ["--set", "test", "--failures", "--out", str(tmp_path / "out"), *options])
    assert done.exit_code == 0, done.output
    assert ("a laugh" in done.output) is shown
    assert ("a laugh" in (tmp_path / "failures.jsonl").read_text(encoding="utf-8")) is shown


def test_the_stock_pipeline_is_trained_for_five_epochs_by_default() -> None:
    assert next(option.default for option in main.params if option.name == "diet_epochs") == 5
