"""What the person at the terminal sees of an import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from directory.cli import directory
from directory.feeds.fetching import FeedLimits
from tests.directory.feeds.hub import SHELTER, a_page, another_directory
from tests.directory.town import AT


@pytest.fixture
def run(source: Path, target: Path):  # type: ignore[no-untyped-def]
    def run(*words: str) -> Result:
        with time_machine.travel(AT, tick=True):
            return CliRunner().invoke(directory, ["--source", str(source), "--target", str(target), *words])

    return run


def test_what_came_from_an_address_is_confirmed_by_a_name_and_shown(run, source: Path) -> None:  # type: ignore[no-untyped-def]
    with another_directory(lambda path, query: a_page([SHELTER])) as address:
        imported = run("import", address)
    assert (imported.exit_code, imported.stdout) == (0, "night-shelter: a draft of Night Shelter, with 1 phone\n")
    assert imported.stderr.startswith(f"Reading {address}\nNew drafts: 1 in ")
    assert imported.stderr.endswith("/drafts. Read each, then: signpost directory confirm\n")
    assert run("drafts").stdout == "night-shelter\n"
    confirmed = run("confirm", "night-shelter", "--by", "Ann")
    assert (confirmed.exit_code, confirmed.stderr) == (0, "night-shelter: is in the directory, confirmed by Ann.\n")
    assert run("drafts").stderr == "There are none.\n"
    run("build")
    assert (
        "023 9248 0000 (voice, confirmed, printed, 2025-04-01 by Ann, from feed_" in run("show", "night-shelter").stdout
    )


def test_what_a_feed_holds_cannot_steer_the_terminal(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([{**SHELTER, "name": "\x1b[2JShelter\u202e", "status": "\x1b]0;x\x07odd\r"}]))
    said = run("import", str(path)).stdout
    assert said.splitlines() == [
        "shelter: a draft of Shelter, with 1 phone",
        "shelter: its status is odd, taken as active",
    ]
    assert said.replace("\n", "").isprintable()


@pytest.mark.parametrize("where", ["none.json", "ftp://example.org", "http://127.0.0.1:9"])
def test_what_cannot_be_read_is_one_line(run, where: str) -> None:  # type: ignore[no-untyped-def]
    result = run("import", where)
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert (len(said), said[0], said[1][:7]) == (2, f"Reading {where}", "Error: ")


def test_a_draft_with_a_mistake_is_named_with_its_line(run, source: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([SHELTER]))
    run("import", str(path))
    draft = source / "towns" / "havant" / "drafts" / "night-shelter.yaml"
    draft.write_text(draft.read_text().replace("type: voice", "type: horn"))
    result = run("confirm", "night-shelter", "--by", "Ann")
    assert result.exit_code == 1
    assert "drafts/night-shelter.yaml:" in result.stderr
    assert "'horn' is not one of" in result.stderr
    assert draft.exists()


@pytest.mark.parametrize("name", ["", "  ", "Ann\x1b[2J"])
@pytest.mark.parametrize("words", [("assure", "frank"), ("confirm", "night-shelter")], ids=["assure", "confirm"])
def test_a_name_that_is_none_is_refused(run, source: Path, words: tuple[str, ...], name: str) -> None:  # type: ignore[no-untyped-def]
    before = (source / "services" / "frank.yaml").read_bytes()
    result = run(*words, "--by", name)
    assert (result.exit_code, "give the name of whoever has tried it" in result.stderr) == (2, True)
    assert (source / "services" / "frank.yaml").read_bytes() == before


def test_the_limits_that_hold_are_those_that_the_page_names() -> None:
    page = (Path(__file__).parents[3] / "docs" / "open-data.md").read_text(encoding="utf-8")
    limits = FeedLimits()
    said = f"20 MB an answer, 100 MB in all, five minutes, {limits.services} services, {limits.pages} pages"
    assert (limits.largest, limits.largest_in_all, limits.longest) == (20_000_000, 100_000_000, 300.0)
    assert said in " ".join(page.split())
