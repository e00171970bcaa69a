"""Text as it is typed is made plain without its meaning being changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import normalise


@pytest.mark.parametrize(
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


def test_a_tower_of_marks_keeps_its_lowest_two() -> None:
    assert normalise("q" + "\u0302" * 50) == "q\u0302\u0302"


@given(st.text(max_size=200))
def test_a_second_time_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
