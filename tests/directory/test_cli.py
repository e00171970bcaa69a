"""What the person at the terminal sees."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from directory.cli import directory
from directory.paths import PACKAGE
from directory.store import Directory
from tests.directory.town import AT, swap

DOCS = PACKAGE.parent / "docs" / "directory.md"


@pytest.fixture
def run(source: Path, target: Path):  # type: ignore[no-untyped-def]
    def run(*words: str, at: datetime = AT) -> Result:
        with time_machine.travel(at, tick=False):
            return CliRunner().invoke(directory, ["--source", str(source), "--target", str(target), *words])

    return run


def test_build_says_what_it_does_and_how_much_is_ready(run, target: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("build")
    assert result.exit_code == 0
    assert "3 services are ready." in result.stderr
    assert result.stdout == ""
    assert target.exists()


def test_bad_rows_are_listed_and_the_exit_is_not_zero(run, source: Path, target: Path) -> None:  # type: ignore[no-untyped-def]
    swap(source, "services/frank.yaml", "0300 123 6600", '"0300"')
    swap(source, "services/hub.yaml", "status: active", "status: busy")
    result = run("build")
    assert result.exit_code == 1
    assert "services/frank.yaml:12: 0300 is not a UK number" in result.stderr
    assert "services/hub.yaml:5: status: 'busy' is not one of" in result.stderr
    assert "Error: 2 to put right. The last good directory stays in place." in result.stderr


COMMANDS = [("list",), ("show", "frank"), ("search", "franks"), ("export",)]


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_without_a_built_file_each_command_says_how_to_build_it(run, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    result = run(*words)
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: There is no directory at .* Build it with: signpost directory build\n", result.stderr)


def test_list_shows_one_line_a_service(town: Directory, run) -> None:  # type: ignore[no-untyped-def]
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(town.service_ids())
    assert "0300 123 6600" in lines[1]


def test_show_tells_what_is_printed_and_what_is_not(town: Directory, run) -> None:  # type: ignore[no-untyped-def]
    shown = run("show", "hub").stdout
    assert "phone: 023 9248 0000 (voice, unconfirmed, unconfirmed, 2016-01-01, from old_page)" in shown
    assert "email: hub@example.org (email, confirmed, withdrawn" in shown
    assert "To do: Ring the hub and ask for its number." in shown


def test_an_unknown_id_suggests_the_nearest(town: Directory, run) -> None:  # type: ignore[no-untyped-def]
    result = run("show", "fank")
    assert (result.exit_code, result.stderr) == (1, "Error: There is no service called fank. Did you mean frank?\n")


def test_search_shows_the_best_first(town: Directory, run) -> None:  # type: ignore[no-untyped-def]
    assert run("search", "orian", "centre").stdout.split()[1] == "hub"


def test_search_that_finds_nothing_says_so(town: Directory, run) -> None:  # type: ignore[no-untyped-def]
    result = run("search", "blorp")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: Nothing fits blorp.")


def test_check_names_what_a_person_must_look_at(run) -> None:  # type: ignore[no-untyped-def]
    result = run("check", "--all")
    assert result.exit_code == 0
    assert "hub: phone 023 9248 0000 not checked since 2016-01-01, review was due by 2018-01-01" in result.stdout
    assert "hub: phone 023 9248 0000 is printed though nobody could confirm it" in result.stdout
    assert "hub: web https://example.org/hub has no date (the page has no date)" in result.stdout
    assert "hub: Ring the hub and ask for its number." in result.stdout
    assert "0300 123 6600 not checked since" not in result.stdout
    assert result.stdout.endswith("\nNothing is wrong.\n")


def test_check_is_short_unless_all_is_asked_for(run) -> None:  # type: ignore[no-untyped-def]
    lines = run("check").stdout.splitlines()
    assert (
        lines[lines.index("Past the review date, ring or read the page and change the date (1):") + 1]
        == "  hub (phone)"
    )
    assert lines[-2:] == ["Each with what to do: signpost directory check --all", "Nothing is wrong."]


def test_check_fails_only_where_something_is_wrong(run, source: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("check", at=AT + timedelta(days=800)).exit_code == 0
    swap(source, "services/hub.yaml", "status: active", "status: busy")
    assert run("check").exit_code == 1


def test_a_number_that_may_be_wrong_is_named_in_the_short_list_too(run, source: Path) -> None:  # type: ignore[no-untyped-def]
    swap(source, "services/hub.yaml", "023 9248 0000", "0300 123 6600")
    assert "  hub: phone 0300 123 6600 is a number of frank too" in run("check").stdout.splitlines()


def test_assure_says_what_it_dated_and_what_is_not_confirmed_yet(run, source: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("assure", "hub", "--contact", "phone", "--by", "Ann")
    assert (result.exit_code, result.stderr) == (
        0,
        "hub: phone checked on 2025-04-01 by Ann.\n"
        "phone stays unconfirmed: if it is right, write state: confirmed there in hub.yaml.\n",
    )
    assert "stays" not in run("assure", "frank", "--contact", "phone", "--by", "Ann").stderr
    assert "hub (web)" not in run("check").stdout.partition("Without a date")[0]


def test_assure_changes_nothing_where_the_folder_is_wrong(run, source: Path) -> None:  # type: ignore[no-untyped-def]
    swap(source, "services/frank.yaml", "status: active", "status: busy")
    before = (source / "services" / "hub.yaml").read_bytes()
    assert run("assure", "hub", "--by", "Ann").exit_code == 1
    assert (source / "services" / "hub.yaml").read_bytes() == before


def test_check_leaves_the_built_file_alone(run, target: Path) -> None:  # type: ignore[no-untyped-def]
    run("check")
    assert not target.exists()


def test_export_writes_json_to_the_terminal_or_a_file(town: Directory, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    printed = run("export", "--format", "hsds")
    run("export", "--output", str(tmp_path / "out.json"))
    assert json.loads(printed.stdout) == json.loads((tmp_path / "out.json").read_text())


def test_export_to_a_place_that_is_not_there_gives_one_line(town: Directory, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("export", "--output", str(tmp_path / "none" / "out.json"))
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: Cannot write .*: No such file or directory\.\n", result.stderr)


@pytest.mark.process
def test_it_runs_as_a_module_too() -> None:
    result = subprocess.run([sys.executable, "-m", "directory", "--help"], capture_output=True, text=True, check=True)
    assert "Usage: signpost directory" in result.stdout


def test_the_page_holds_the_help_of_every_command() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for name in directory.commands:
        shown = CliRunner().invoke(directory, [name, "--help"], prog_name="signpost directory", terminal_width=80)
        assert shown.output.strip() in page, f"docs/directory.md lacks the help of {name}: paste it in"
