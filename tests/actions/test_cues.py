"""Each cue with its examples, row by row."""

from __future__ import annotations

from actions.replies import cues
from tests.rows import each_row

FOR = [(name, text) for name, row in cues.rows().items() for text in row["for"]]
AGAINST = [(name, text) for name, row in cues.rows().items() for text in row["against"]]


@each_row(("cue", "text"), FOR)
def test_a_cue_is_heard(cue: str, text: str) -> None:
    assert cues.said(cue, text)


@each_row(("cue", "text"), AGAINST)
def test_other_words_are_no_cue(cue: str, text: str) -> None:
    assert not cues.said(cue, text)
