"""How long a text is: 3GPP TS 23.038 and TS 23.040, at their edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.segmentation.septets import BASIC, EXTENSION, is_gsm, parts, plain, septets, units
from tests.rows import each_row

ALPHABET = "".join(sorted(BASIC | EXTENSION))
gsm = st.text(st.sampled_from(ALPHABET))


def test_the_tables_are_as_large_as_in_the_standard() -> None:
    """The escape that leads to the second table takes one of the 128 places."""
    assert (len(BASIC), len(EXTENSION)) == (127, 10)


@each_row("letter", ["@", "£", "\n", "\r", "Δ", "_", "Ω", "É", "¤", "¡", "Ç", "ß", "à", "'", '"', "5"])
def test_a_letter_of_the_alphabet_costs_one(letter: str) -> None:
    assert septets(letter) == 1


@each_row("letter", list("^{}\\[~]|€\f"))
def test_a_letter_of_the_extension_costs_two(letter: str) -> None:
    assert septets(letter) == 2


@each_row(
    ("text", "named"),
    [
        ("it’s", "U\\+2019"),
        ("call 999 – now", "U\\+2013"),
        ("ç", "U\\+00E7"),
        ("í", "U\\+00ED"),
        ("ł", "U\\+0142"),
        ("Й", "U\\+0419"),
        ("🙂", "U\\+1F642"),
        ("\t", "U\\+0009"),
        ("`", "U\\+0060"),
        ("a\N{NO-BREAK SPACE}’", "U\\+00A0"),
    ],
)
def test_the_first_letter_outside_is_named(text: str, named: str) -> None:
    assert not is_gsm(text)
    with pytest.raises(ValueError, match=named):
        septets(text)


@each_row(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 459, 3),
        ("a" * 460, 4),
        ("a" * 158 + "€", 1),
        ("a" * 159 + "€", 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        # A pair is not split, so that one place of the first part stays empty.
        ("a" * 152 + "€" + "a" * 152, 3),
        ("a" * 151 + "€" + "a" * 153, 2),
        ("ł" * 70, 1),
        ("ł" * 71, 2),
        ("ł" * 134, 2),
        ("ł" * 135, 3),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
        # 33 of them and half of one would go into 67.
        ("🙂" * 67, 3),
        ("a" * 69 + "ł", 1),
        ("a" * 70 + "ł", 2),
    ],
    ids=lambda value: f"{value[0]}x{len(value)}" if isinstance(value, str) and value else str(value),
)
def test_parts_are_counted_as_networks_cut_them(text: str, count: int) -> None:
    assert parts(text) == count


@each_row(
    ("typed", "sent"),
    [
        ("it’s ‘that’ “one”", "it's 'that' \"one\""),
        ("9am – 5pm — daily ‑ all", "9am - 5pm - daily - all"),
        ("wait…", "wait..."),
        ("• one ▪ two", "- one - two"),
        ("0300\N{NO-BREAK SPACE}123\N{NARROW NO-BREAK SPACE}6600", "0300 123 6600"),
        ("a\tb", "a b"),
        ("zero\N{ZERO WIDTH SPACE}width", "zerowidth"),
        ("soft\N{SOFT HYPHEN}hyphen", "softhyphen"),
        ("línea façade naïve château", "linea facade naive chateau"),
        ("café à Übergröße", "café à Übergröße"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("½ × 2", "1/2 x 2"),
        ("`code´", "'code'"),
        ("£5 or €5", "£5 or €5"),
    ],
)
def test_what_looks_like_plain_letters_goes_as_them(typed: str, sent: str) -> None:
    assert plain(typed) == sent
    assert is_gsm(sent)


@pytest.mark.parametrize("text", ["łódź", "Срочно", "اتصل", "🙂", "Gọi ngay", "ਹੁਣੇ"])
def test_what_has_no_plain_form_stays_outside(text: str) -> None:
    assert not is_gsm(plain(text))


@given(gsm)
def test_what_is_in_the_alphabet_is_plain_already(text: str) -> None:
    assert plain(text) == text
    assert septets(text) == len(text) + sum(letter in EXTENSION for letter in text)


@given(st.text())
def test_plain_is_plain_for_good(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.one_of(gsm, st.text(st.characters(codec="utf-8"))))
def test_a_letter_more_is_never_fewer_parts(text: str) -> None:
    length = septets(text) if is_gsm(text) else units(text)
    assert parts(text) <= parts(text + "a")
    assert parts(text) * 160 >= length
