"""`signpost directory preview`: what a change will look like, before it is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import directory
from directory.paths import PACKAGE
from tests.directory.town import swap, write_town


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_town(tmp_path / "source")


def shown(source: Path, service_id: str) -> str:
    return CliRunner().invoke(directory, ["--source", str(source), "preview", service_id]).stdout


def test_a_service_is_shown_as_card_text_and_slip(source: Path) -> None:
    card, text, slip = (shown(source, "frank").partition(name)[2] for name in ("Card\n", "Text\n", "Slip\n"))
    assert "FRANK: call 0300 123 6600 or text 82111. Open 24 hours a day. The call is free." in card
    assert "FRANK: call 0300 123 6600 or text 82111. Open 24 hours." in text
    assert slip == "Call: 0300 123 6600 24 hours a day\nText: 82111\n\n"


def test_a_slip_says_which_number_nobody_could_confirm() -> None:
    slip = shown(PACKAGE, "inclusion-havant").partition("Slip\n")[2]
    assert slip == "Call: 0300 124 0103 Not confirmed.\n\n"


def test_it_shows_the_yaml_as_it_stands_and_writes_nothing(source: Path) -> None:
    swap(source, "services/frank.yaml", "0300 123 6600", "0300 123 6601")
    assert "call 0300 123 6601" in shown(source, "frank")


def test_a_name_that_is_none_gets_the_nearest(source: Path) -> None:
    result = CliRunner().invoke(directory, ["--source", str(source), "preview", "fank"])
    assert (result.exit_code, result.stderr) == (1, "Error: There is no service called fank. Did you mean frank?\n")
