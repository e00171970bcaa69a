"""The pieces of the report."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.cases import own_set
from evaluation.shares import Share
from evaluation.tables import KINDS, cell, percent, table


def test_a_table_has_its_numbers_to_the_right() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
        ("<b>*loud*</b>", r"&lt;b&gt;\*loud\*&lt;/b&gt;"),
        ("[here](x)", r"\[here\](x)"),
        ("back\\slash `code`", r"back\\slash \`code\`"),
    ],
)
def test_a_message_cannot_break_out_of_its_cell(text: str, safe: str) -> None:
    assert cell(text) == safe


@pytest.mark.parametrize(("share", "said"), [(Share(5, 10), "50.0% (23.7%–76.3%)"), (Share(0, 0), "–"), (None, "–")])
def test_a_share_stands_with_its_interval(share: Share | None, said: str) -> None:
    assert percent(share) == said


def test_every_kind_with_figures_in_our_development_messages_has_a_meaning() -> None:
    tags = Counter(tag for case in own_set("dev").messages for tag in case.tags)
    assert {tag for tag, count in tags.items() if count >= 5} <= set(KINDS)
