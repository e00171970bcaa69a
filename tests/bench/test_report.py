"""What is said of the figures."""

from __future__ import annotations

from dataclasses import replace

from bench.pairs import Side, alternately
from bench.report import head, report, report_against
from bench.tables import table
from tests.bench.made import figures, result, speed

QUICK = speed(median_ms=5, per_second=200, rounds=(5, 5))
SLOW = speed(median_ms=50, per_second=20, rounds=(50, 50))


def test_targets_stand_beside_the_figures() -> None:
    one = result(this_bot=figures(one=QUICK, eight=QUICK, memory_mb=500), stock_bot=figures(one=SLOW, eight=SLOW))
    text = report(one, ours="this bot", stock="stock bot")
    assert "| turns a second, times the stock bot's       | met, the aim too |" in text
    assert "| memory when serving, MB                     | NOT met          |   ≤ 450 |  ≤ 350 |  500 |" in text
    assert "A turn's median, of the stock bot's: 0.10 (one client), 0.10 (8 at once)." in text
    assert "In the last run" not in text


def test_of_an_earlier_run_only_ratios_are_said() -> None:
    one = result(this_bot=figures(one=QUICK, eight=QUICK), stock_bot=figures(one=SLOW, eight=SLOW))
    text = report(one, ours="this bot", stock="stock bot", before=one)
    assert "In the last run of this commit, 2026-11-28, load 0.2:" in text
    assert text.count("Turns a second, times the stock bot's: 10.0 (one client), 10.0 (8 at once).") == 2


def test_a_tenth_slower_is_allowed_and_no_more() -> None:
    before = figures(one=speed(10, rounds=(10, 10)), eight=speed(10, rounds=(10, 10)))
    for median, verdict in ((11.0, "met (1.10)"), (11.2, "NOT met (1.12)")):
        now = figures(one=speed(10, rounds=(9, 11)), eight=speed(median, rounds=(median, median)))
        text = report_against(result(this_bot=now, old=before), ours="this bot", other="old")
        assert text.endswith(f"Rule, a turn's median at most 1.10 of it: {verdict}")
        assert "one client: 1.00 of old's median (by round 0.90 to 1.10)" in text


def test_a_busy_machine_and_a_changed_tree_are_said() -> None:
    quiet = result()
    assert head(quiet).endswith("load 0.2 before the run.")
    assert "a busy machine" in head(replace(quiet, load=9.0))
    assert "commit 0123456789ab, changed since, 2 cores" in head(replace(quiet, changed=True))


def test_a_table_is_as_wide_as_its_words() -> None:
    assert table(("a", "ms"), [("one client", "1.5")]).splitlines() == [
        "| a          |  ms |",
        "|------------|----:|",
        "| one client | 1.5 |",
    ]


def test_sides_are_asked_in_turn_and_what_is_made_ready_costs_nothing() -> None:
    asked: list[tuple[str, int, str]] = []
    clock = [0.0]

    def side(label: str, seconds: float) -> Side:
        def turn(number: int, ready: str) -> float:
            asked.append((label, number, ready))
            clock[0] += seconds / 2
            return seconds

        def ready(number: int) -> str:
            clock[0] += 100
            return f"{label}{number}"

        return Side(label, turn, lambda: clock[0], ready)

    case = alternately("of both", [side("a", 0.010), side("b", 0.015)], turns=20, warm_up=1)
    assert asked[:4] == [("a", -1, "a-1"), ("b", -1, "b-1"), ("a", 0, "a0"), ("b", 0, "b0")]
    assert [round(side.processor_ms, 3) for side in case.sides] == [5, 7.5]
    assert [round(ratio, 3) for ratio in (*case.ratios(), *case.processor_ratios())] == [1, 1.5, 1, 1.5]
    assert [(side.turns, round(side.median_ms, 3)) for side in case.sides] == [(20, 10), (20, 15)]
