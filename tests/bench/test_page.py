"""Where the commands write, and how a plot is drawn."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bench import page, plot
from bench.flat import LONG, SHORT
from bench.pairs import SideBySide, SideTimes
from bench.processes import BenchFailed
from bot.settings import ROOT
from bot.web.settings import LONGEST_READ

CASES = [
    SideBySide("turn of a conversation", (SideTimes("turn 1", 20, 10, 12, 8), SideTimes("turn 200", 20, 11, 30, 9))),
    SideBySide("<characters>", (SideTimes("10", 20, 10, 12, 8), SideTimes("4,000", 20, 40, 44, 35))),
]


@pytest.mark.parametrize("part", page.PARTS)
def test_the_page_has_the_marks_of_each_part_once(part: str) -> None:
    text = (ROOT / page.PAGE).read_text(encoding="utf-8")
    begins, ends = page.marks(part)
    assert (text.count(begins), text.count(ends)) == (1, 1)
    assert text.index(begins) < text.index(ends)


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    begins, ends = page.marks("flat")
    old = f"# Before\n\n{begins}\n\nold\n\n{ends}\n\nAfter\n"
    new = page.replaced(old, "flat", "new\n")
    assert new == f"# Before\n\n{begins}\n\nnew\n\n{ends}\n\nAfter\n"
    assert page.replaced(new, "flat", "new") == new


def test_a_mark_that_is_lost_is_said() -> None:
    with pytest.raises(BenchFailed, match="has lost the marks of 'flat'"):
        page.replaced("# Nothing here", "flat", "new")


def test_the_plot_is_sound_the_same_each_time_and_begins_at_nothing() -> None:
    drawn = plot.svg(CASES)
    assert drawn == plot.svg(CASES)
    bars = [node for node in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}rect") if node.get("x")]
    widths = [float(str(node.get("width"))) for node in bars]
    assert {node.get("x") for node in bars} == {str(plot.LEFT)}
    assert widths[1] / widths[0] == pytest.approx(1.1, abs=0.01)
    assert max(widths) <= plot.RIGHT - plot.LEFT


def test_a_short_message_and_the_longest_that_is_read() -> None:
    assert (len(SHORT), len(LONG)) == (10, LONGEST_READ)
