"""Ways of reading beside each other."""

from __future__ import annotations

from evaluation.cases import Expected
from evaluation.comparison import OURS, gated_rows, own_rows, row, stock_row
from evaluation.shares import Share
from tests.evaluation.made import AT, SURE, answers, heard, reading, result, some_answers

EXPECTED = [Expected(("emergency",)), Expected(("advice",)), Expected(("family", "advice")), Expected(("*",))]


def test_a_row_counts_routes_misses_and_alarms() -> None:
    found = row("it", EXPECTED, ["advice", "emergency", "advice", "police"])
    assert (found.right, found.missed, found.alarms) == (Share(2, 4), Share(1, 1), Share(1, 2))
    assert (found.gained, found.lost) == (None, None)


def test_beside_ours_it_counts_where_only_one_is_right() -> None:
    ours = ["emergency", "advice", "police", "police"]
    found = row("it", EXPECTED, ["emergency", "police", "family", "police"], ours)
    assert (found.gained, found.lost) == (1, 1)


def test_without_an_opinion_no_routes_are_counted() -> None:
    found = row("rules", EXPECTED, ["emergency", None, None, None])
    assert found.right is None
    assert (found.missed, found.alarms) == (Share(0, 1), Share(0, 2))


def test_without_the_red_flags_what_only_they_saw_is_missed() -> None:
    one = answers([result("m", heard(["emergency"], "emergency", reading(0.1, danger=SURE)))])
    whole, intents, without, alone = own_rows(one, AT)
    assert [found.missed.part for found in (whole, intents, without, alone)] == [0, 0, 1, 0]
    assert all(found.name.startswith(OURS) for found in (whole, intents, without))


def test_a_pipeline_with_the_gate_is_counted_with_and_without_the_red_flags() -> None:
    given = some_answers()
    readings = [one.reading for one in given.said()]
    with_flags, without = gated_rows("it", given, readings, AT)
    assert (with_flags.alarms, without.alarms) == (Share(1, 4), Share(0, 4))
    assert (with_flags.gained, with_flags.lost) == (0, 0)


def test_a_stock_pipeline_is_counted_by_its_own_intent() -> None:
    given = answers([result("m", heard(["family"], "advice"))])
    assert stock_row("stock", given, [reading(intent="family")]).right == Share(1, 1)
    assert stock_row("stock", given, [reading(intent="nlu_fallback")]).right == Share(0, 1)
