"""`signpost check`: a line for each mistake, and a status that says whether there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from actions.topics.files import TopicsUnusable
from bot.checking import command
from bot.checking.spoken import read_responses
from bot.cli import main
from bot.settings import ROOT
from directory.errors import Problem
from tests.directory.town import swap

REPLIES = ROOT / "data" / "replies"


def run() -> Result:
    return CliRunner().invoke(main, ["check"])


def test_of_our_own_files_nothing_is_wrong() -> None:
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing is wrong: ")


def test_a_wording_mistake_is_one_line_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(REPLIES, tmp_path / "replies")
    swap(folder, "fraud.yml", "Hang up now. Do not pay.", "Unfortunately, hang up now.")
    monkeypatch.setattr(read_responses, "__defaults__", (folder,))
    line = (
        (folder / "fraud.yml")
        .read_text()
        .split("\n")
        .index("        Unfortunately, hang up now. Tell them nothing more.")
    )
    done = run()
    assert done.exit_code == 1
    assert done.stderr == (
        f"data/replies/fraud.yml:{line + 1}: the word 'unfortunately' blames or promises too much, find another\n"
        "Error: 1 to put right.\n"
    )


def test_a_broken_topic_is_a_line_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: Path) -> None:
        raise TopicsUnusable([Problem("data/replies/lonely.yml", 4, "lonely has no `route:`, add it")])

    monkeypatch.setattr(command, "check", broken)
    done = run()
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "data/replies/lonely.yml:4: lonely has no `route:`, add it\n"
        "Error: 1 to put right in the topics, see docs/topics.md\n"
    )
