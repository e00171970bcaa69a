"""The list of faults fits the code: each is put in where it says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML

from bot.settings import ROOT
from tests.docs.named import is_there
from tests.rows import each_row

FAULTS = YAML(typ="safe").load(Path(__file__).with_name("faults.yml"))


@each_row("fault", FAULTS, ids=lambda fault: fault["what"])
def test_what_a_fault_changes_is_there(fault: Mapping[str, str]) -> None:
    assert fault["was"] in (ROOT / fault["file"]).read_text(encoding="utf-8")
    for test in fault["tests"].split():
        assert is_there(test.removeprefix("tests/")) if "::" in test else (ROOT / test).exists(), test
