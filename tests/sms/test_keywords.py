"""Words that count only where they stand alone."""

from __future__ import annotations

import pytest

from bot.sms.choosing import number
from bot.sms.keywords import keyword, nothing_said


@pytest.mark.parametrize("word", ["STOP", "QUIT", "END", "CANCEL", "UNSUBSCRIBE", "STOPALL", "stop all", "OPTOUT"])
@pytest.mark.parametrize(
    "written", ["{}", "{}.", "{}!", " {} \n", '"{}"', "...{}...", "({})", "\u200b{}\u00a0", "*{}*"]
)
def test_a_word_to_stop_counts_alone_whatever_stands_around_it(word: str, written: str) -> None:
    for text in (word.upper(), word.lower(), word.capitalize()):
        assert keyword(written.format(text)) == "stop"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HELP", "help"),
        ("help!!", "help"),
        ("Help?", "help"),
        ("more", "more"),
        ("MORE.", "more"),
        ("ＳＴＯＰ", "stop"),
    ],
)
def test_the_other_words(text: str, found: str) -> None:
    assert keyword(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "i want to quit",
        "how do i stop",
        "stop drinking",
        "help me stop",
        "help 999",
        "stop 999",
        "i cant stop",
        "the end",
        "no more",
        "more info",
        "cancel it",
        "s t o p",
        "stop it",
        "stopp",
        "",
        "...",
        "stop " * 20,
        "999",
    ],
)
def test_in_a_sentence_they_are_about_something_else(text: str) -> None:
    assert keyword(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("1", 1), (" 2. ", 2), ("(3)", 3), ("12", 12), ("04", 4), ("2!", 2), ("one", 1), ("2 please", 2), ("option 3", 3)],
)
def test_a_number_alone(text: str, found: int) -> None:
    assert number(text) == found


@pytest.mark.parametrize("text", ["999", "101", "1 2", "one more", "two people", "-", "", "²½", "٣", "82228", "1.5"])
def test_what_is_no_number_of_a_choice(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\ufeff", "\x00", "\u00a0\t"])
def test_nothing_said(text: str) -> None:
    assert nothing_said(text)


@pytest.mark.parametrize("text", ["?", "😢", "a", ".", "1", "帮"])
def test_something_said(text: str) -> None:
    assert not nothing_said(text)
