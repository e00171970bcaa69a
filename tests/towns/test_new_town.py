"""`signpost town new` writes what can be built at once, and says what is missing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.checking.placeholders import unfilled
from bot.checking.spoken import read_responses
from bot.cli import main
from bot.last_good import last_good
from bot.settings import ROOT
from directory.build import build
from directory.errors import UnknownTown
from directory.paths import towns_in
from directory.source import read_folder
from directory.town_cli import town
from tests.rows import each_row
from tests.towns.towns import source_with_all

ENDS = ("drug-service", "council", "children", "adults", "young-people")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = source_with_all(tmp_path)
    monkeypatch.setenv("SIGNPOST_DIRECTORY_SOURCE", str(folder))
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def begin(*words: str) -> Result:
    return run("town", "new", *words, "--county", "North Vale")


def test_it_can_be_built_as_it_is(source: Path, tmp_path: Path) -> None:
    assert begin("St. Mary's Bay").exit_code == 0
    built = build(source, tmp_path / "new.sqlite", at=NOW, town="st-marys-bay")
    assert (built.town.name, built.town.nation.id) == ("St. Mary's Bay", "england")
    assert built.find_place("i am in st marys bay") is not None
    assert not any(built.service(f"st-marys-bay-{end}").active for end in ENDS)
    said = [text for response in read_responses()[0] for text in response.texts]
    assert [str(problem) for text in said for problem in unfilled(text, built)] == []
    built.close()


def test_a_service_that_is_filled_in_is_no_longer_missing(source: Path) -> None:
    begin("Whitby")
    file = source / "towns" / "whitby" / "services" / "whitby-council.yaml"
    phone = "phones: [{id: phone, number: 020 7946 0001, state: confirmed, sources: [frank_code], date_note: none}]"
    file.write_text(file.read_text().replace("status: inactive", f"status: active\n{phone}"), encoding="utf-8")
    said = CliRunner().invoke(main, ["directory", "check"], env={"SIGNPOST_TOWN": "whitby"}).stdout
    assert "whitby-council is not active" not in said
    assert "whitby-children is not active yet, so replies leave out whom to tell of a child at risk" in said


def test_it_says_what_is_missing(source: Path) -> None:
    said = begin("Whitby").stdout
    assert all(f"whitby-{end} is not active yet" in said for end in ENDS)
    assert "places.yaml has no postcode districts for whitby" in said
    assert "SIGNPOST_TOWN=whitby signpost directory check" in said


def test_in_another_nation_it_says_what_does_not_serve_there(source: Path) -> None:
    said = begin("Nairn", "--nation", "scotland").stdout
    assert "domestic-abuse-helpline is confirmed to serve elsewhere alone" in said
    assert "Scotland has no reviewed line duty_solicitor" in said
    assert "nhs-111" not in said


def test_the_check_of_a_town_says_it_too(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_TOWN", "portsmouth")
    said = run("directory", "check").stdout
    missing = said.partition("Missing for this town (1):\n")[2].splitlines()[0]
    assert missing.startswith("  portsmouth: no service has the role young_people")


def test_nothing_is_missing_for_the_first(source: Path) -> None:
    assert "Missing" not in run("directory", "check").stdout


REFUSED = [
    (("Havant",), "is there already"),
    (("???",), "is no name of a town"),
    (("Whitby: the town",), "is no name of a town"),
    (
        ("Nairn", "--nation", "gaul"),
        "There is no nation called gaul: use one of england, northern-ireland, scotland, wales.",
    ),
]


@each_row(("words", "said"), REFUSED, ids=[words[0] for words, _ in REFUSED])
def test_what_cannot_be_made_is_refused_in_a_line(source: Path, words: tuple[str, ...], said: str) -> None:
    before = towns_in(source)
    result = begin(*words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert towns_in(source) == before


def test_the_towns_are_listed(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_TOWN", "portsmouth")
    assert run("town", "list").stdout == "  glenmoor\n  havant\n* portsmouth\n"


def test_an_unknown_town_is_refused_with_those_there_are(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNPOST_TOWN", "portsmuth")
    result = run("directory", "build")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "Error: There is no town called portsmuth. Did you mean portsmouth? There are: glenmoor, havant, portsmouth. "
        "SIGNPOST_TOWN chooses, `signpost town new NAME` makes one.\n"
    )


@each_row("name", ["../havant", "/etc", "", "havant/services", "."])
def test_a_town_is_a_folder_of_towns_and_no_other(source: Path, name: str) -> None:
    with pytest.raises(UnknownTown):
        read_folder(source, name)


def test_what_was_built_for_another_town_is_never_the_last_good(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "one.sqlite"
    build(source, target, at=NOW, town="havant").close()
    assert last_good(target, "havant")
    assert last_good(target, "portsmouth") is None


UNREAD = [
    ("towns/portsmouth/policy.yaml", "review_months: 24", "is not read here"),
    ("places.yaml", "areas: {}", "is not read here"),
    ("towns/portsmouth/wording.yaml", "utter_needles: []", "this is empty"),
]


@pytest.mark.parametrize(("file", "text", "said"), UNREAD, ids=[file for file, *_ in UNREAD])
def test_a_file_that_would_be_passed_over_is_named(source: Path, file: str, text: str, said: str) -> None:
    (source / file).write_text(text, encoding="utf-8")
    [problem] = read_folder(source, "portsmouth").problems
    assert (problem.file, said in problem.what) == (file, True)


def test_an_unknown_nation_is_named_with_those_there_are(source: Path) -> None:
    file = source / "towns" / "portsmouth" / "town.yaml"
    file.write_text(file.read_text().replace("nation: england", "nation: englnd"), encoding="utf-8")
    [problem, *_] = read_folder(source, "portsmouth").problems
    assert str(problem).endswith("unknown nation englnd, use one of: england, northern-ireland, scotland, wales")


def test_the_page_holds_the_help_of_every_command() -> None:
    page = (ROOT / "docs" / "towns.md").read_text(encoding="utf-8")
    for name in town.commands:
        shown = CliRunner().invoke(town, [name, "--help"], prog_name="signpost town", terminal_width=80)
        assert shown.output.strip() in page, f"docs/towns.md lacks the help of {name}: paste it in"
