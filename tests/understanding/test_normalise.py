"""Text as it is typed is made plain without its meaning being changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import LONGEST, normalise, readable
from tests.rows import each_row


@each_row(
    ("typed", "plain"),
    [
        pytest.param("𝓱𝓮𝓵𝓹 𝗺𝗲", "help me", id="styled letters"),
        pytest.param("ｈｅｌｐ", "help", id="full width"),
        pytest.param("🅷🅴🅻🅿", "help", id="letters in dark boxes"),
        pytest.param("ʜᴇʟᴘ", "help", id="small capitals"),
        pytest.param("he\u200bl\u200dp\u202e me\ufeff", "help me", id="invisible"),
        pytest.param("he’s “gone” — now", 'he\'s "gone" - now', id="quotes and dashes"),
        pytest.param("heeeelp noooo", "help no", id="drawn out"),
        pytest.param("cooool pillllls HELLLLO", "cool pills HELLO", id="drawn out, truly double"),
        pytest.param("call 1000 or 999", "call 1000 or 999", id="digits stay"),
        pytest.param("😭😭😭 🆘", "😭😭😭 🆘", id="emoji stay"),
        pytest.param("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", id="joined emoji stay joined"),
        pytest.param("  a \t b \r\n\n c ", "a b\nc", id="spaces"),
        pytest.param("H3LP Me", "H3LP Me", id="case and digits for letters stay"),
    ],
)
def test_disguises_come_off(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        pytest.param("=" * 50, "===", id="one sign"),
        pytest.param("\u2057" * 50, "'''", id="one that becomes four"),
        pytest.param("no!!!!!!! ... ??", "no!!! ... ??", id="within a sentence"),
        pytest.param("=+" * 10, "=+=+=+=+=+=+=+=+ =+=+", id="several signs"),
        pytest.param("a____b", "a___b", id="underscores"),
        pytest.param("a\u1680b", "a b", id="a rare space"),
    ],
)
def test_runs_of_signs_are_short(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize("typed", ["a" * 9000, "ab " * 3000, "\ufdfa" * 4000, "=+" * 4000, "\u3316 " * 4000], ids=ascii)
def test_what_is_read_has_a_bound_whatever_unicode_makes_of_it(typed: str) -> None:
    assert len(readable(typed)) <= LONGEST + 1


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    read = readable("first " + "\ufdfa" * 3000 + " " + "abc " * 9000 + "last")
    assert (read[:5], read[-4:]) == ("first", "last")


@given(st.text(max_size=200))
def test_a_short_text_is_read_as_it_is_made_plain(text: str) -> None:
    assert readable(text) == normalise(text.replace("\x00", " "))


def test_a_tower_of_marks_keeps_its_lowest_two() -> None:
    assert normalise("q" + "\u0302" * 50) == "q\u0302\u0302"


@given(st.text(max_size=200))
def test_a_second_time_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
