"""Text of strangers becomes plain sentences, whatever they put into it."""

from __future__ import annotations

from directory.feeds.cleaning import LONGEST_READ, clean, shortened
from tests.rows import each_row

CLEANED = [
    ("plain", "A bed for a night.", "A bed for a night."),
    ("spaces", "  A\tbed \n for a night. ", "A bed for a night."),
    ("paragraphs", "<p>A bed</p><p>for a night.</p>", "A bed. for a night."),
    ("paragraphs of text", "A bed\n\nfor a night", "A bed. for a night"),
    ("breaks", "A bed<br/>for a night", "A bed. for a night"),
    ("a list", "<ul><li>A bed,</li><li>a meal</li></ul>", "A bed, a meal"),
    ("markup within a word", "<b>A</b> b<i>e</i>d", "A bed"),
    ("a link", '<a href="javascript:alert(1)">Open</a>', "Open"),
    ("a script", "A<script>alert('bed')</script> bed", "A bed"),
    ("a script without an end", "A bed<script>alert(1)", "A bed"),
    ("a style", "<style>p{}</style>A bed", "A bed"),
    ("entities", "Tea &amp; a bed&nbsp;for &pound;1", "Tea & a bed for £1"),
    ("escaped twice", "&lt;p&gt;A &amp;amp; B&lt;/p&gt;", "A & B"),
    ("escaped too often", "&amp;amp;amp;amp;lt;b&amp;amp;amp;amp;gt;A", "&amp;lt;b&amp;gt;A"),
    ("signs of comparing", "ages < 18 and > 65", "ages 18 and 65"),
    ("colours of a terminal", "\x1b[31mA bed\x1b[0m", "A bed"),
    ("a terminal's title", "\x1b]0;owned\x07A bed", "A bed"),
    ("controls", "A\x00 b\x08ed\x7f", "A bed"),
    ("marks of direction", "\u202eA bed\u2066", "A bed"),
    ("nothing to see", "A\u200b be\ufeffd", "A bed"),
    ("half characters", "A \ud800bed", "A bed"),
    ("stacked marks", "e" + "\u0335" * 50, "e" + "\u0335" * 3),
    ("placeholders", "Text {text} or {{ 7*7 }}", "Text (text) or (( 7*7 ))"),
    ("an alias of YAML", "*all &here !!python/object", "*all &here !!python/object"),
    ("a number", 12, "12"),
    ("nothing", "", None),
    ("only markup", "<p> </p>", None),
    ("null", None, None),
    ("truth", True, None),
    ("a list of texts", ["A bed"], None),
    ("an object", {"en": "A bed"}, None),
]


@each_row(("given", "text"), [row[1:] for row in CLEANED], ids=[row[0] for row in CLEANED])
def test_what_is_left_of_a_text(given: object, text: str | None) -> None:
    assert clean(given) == text


@each_row("piece", ["<p>", "&amp;", "\x1b[1m", "<!--", "{", "A. ", "<![CDATA[", "<p ", "<p a='", "</"])
def test_a_text_without_an_end_is_read_to_a_point(piece: str) -> None:
    assert len(clean(piece * 1_000_000) or "") <= LONGEST_READ


SHORTENED = [
    ("it fits", "One. Two.", 9, "One. Two."),
    ("whole sentences", "One. Two. Three.", 10, "One. Two."),
    ("one long sentence", "One two three four.", 10, "One two …"),
    ("one long word", "Onetwothreefour", 8, "Onetwoth …"),
]


@each_row(("text", "longest", "kept"), [row[1:] for row in SHORTENED], ids=[row[0] for row in SHORTENED])
def test_a_long_text_keeps_its_first_sentences(text: str, longest: int, kept: str) -> None:
    assert shortened(text, longest) == kept
