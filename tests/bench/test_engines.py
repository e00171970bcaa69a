"""Without its engines a measurement says which are missing, and starts nothing."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bench import crowds, faults
from bench.fault_kinds import NAMES
from bench.fault_people import Outcome
from rig import engines


@pytest.mark.parametrize("command", [faults.main, crowds.main], ids=["faults", "crowds"])
def test_what_is_missing_is_named(command: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PROGRAMS", {"haproxy": None, "valkey-server": "/usr/bin/valkey-server"})
    done = CliRunner().invoke(command)  # type: ignore[arg-type]
    assert done.exit_code == 1
    assert "install haproxy (Debian's packages)" in done.output


def test_a_table_of_some_faults_is_not_written() -> None:
    done = CliRunner().invoke(faults.main, ["--write", "--only", NAMES[0]])
    assert done.exit_code in (1, 2)


def test_a_text_that_was_sent_twice_is_counted_and_one_that_never_came_too() -> None:
    outcome = Outcome(texts=3)
    outcome.sent.update([("a", "second"), ("a", "second"), ("b", "second")])
    assert faults.texts_each(outcome) == 1
    assert faults._row("kill", outcome, 1).endswith("| 1 | 1 of 3 |")
