"""Words that count only where they stand alone."""

from __future__ import annotations

import pytest

from bot.sms.picking import numbers
from bot.sms.words import read_words
from tests.rows import each_row


@each_row("word", ["STOP", "QUIT", "END", "CANCEL", "UNSUBSCRIBE", "STOPALL", "stop all", "OPTOUT"])
@each_row("written", ["{}", "{}.", "{}!", " {} \n", '"{}"', "...{}...", "({})", "\u200b{}\u00a0", "*{}*"])
def test_a_word_to_stop_counts_alone_whatever_stands_around_it(word: str, written: str) -> None:
    for text in (word.upper(), word.lower(), word.capitalize()):
        assert read_words(written.format(text)).keyword == "stop"


@each_row(
    ("text", "found"),
    [
        ("HELP", "help"),
        ("help!!", "help"),
        ("Help?", "help"),
        ("more", "more"),
        ("MORE.", "more"),
        ("ＳＴＯＰ", "stop"),
        ("help me", "help"),
        ("Help me please!", "help"),
        ("help us", "help"),
        ("please help", "help"),
        ("pls help me", "help"),
        ("help please", "help"),
        ("help pls", "help"),
        ("more please", "more"),
        ("stop thanks", "stop"),
        ("STOP, please", "stop"),
        ("Stop please", "stop"),
        ("Cancel pls", "stop"),
        ("unsubscribe me", "stop"),
        ("STOP STOP", "stop"),
        ("stop texting me", "stop"),
        ("stop\n\nSent from my iPhone", "stop"),
        ("Help\r\nSent from my Samsung Galaxy smartphone.", "help"),
    ],
)
def test_help_more_and_stop_count_alone_and_with_courtesy(text: str, found: str) -> None:
    assert read_words(text).keyword == found


@each_row(
    "text",
    [
        "i want to quit",
        "how do i stop",
        "stop drinking",
        "help me stop",
        "help me please im scared",
        "i need help",
        "sent from my iphone",
        "im scared\nSent from my iPhone",
        "stop him please",
        "please",
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
    assert read_words(text).keyword is None


@each_row(
    ("text", "found"),
    [
        ("1", 1),
        (" 2. ", 2),
        ("(3)", 3),
        ("04", 4),
        ("2!", 2),
        ("one", 1),
        ("2 please", 2),
        ("option 3", 3),
        ("i choose 3", 3),
        ("ok 1", 1),
        ("its 1", 1),
        ("it’s 1", 1),
        ("il say 2", 2),
        ("i pick 1", 1),
        ("answer 1", 1),
        ("opt 3", 3),
        ("No. 2", 2),
        ("1 yes", 1),
        ("yes, 1", 1),
        ("2\nSent from my iPhone", 2),
    ],
)
def test_a_number_counts_alone_and_with_small_words(text: str, found: int) -> None:
    assert numbers(read_words(text), open_list=False) == (found,)


@pytest.mark.parametrize(
    ("text", "found"), [("the first one", 1), ("first", 1), ("1st", 1), ("2nd pls", 2), ("the third", 3), ("one", 1)]
)
def test_a_place_counts_as_a_number_where_it_is_asked_for(text: str, found: int) -> None:
    assert numbers(read_words(text), open_list=True) == (found,)


@pytest.mark.parametrize("text", ["1 and 3", "1, 3", "1 or 3", "1 3"])
def test_two_numbers_are_two(text: str) -> None:
    assert numbers(read_words(text), open_list=False) == (1, 3)


NO_CHOICE = [
    "999", "101", "12", "14", "im 15", "its 14", "one more", "two people", "-", "", "²½", "٣", "82228", "1.5", "24/7",
    "1 pill", "2 days clean", "1 bag a day", "first", "took 2", "2 mg", "for 2", "about 3", "im 7", "ok", "yes please",
    "i choose the number 1 ok then", "just 2", "maybe 5 or 6", "i think 2", "no one", "its no-one", "1/2", "1+3",
    "nine nine nine", "9,9,9", "1 1 1", "one one one", "0 7 7 0", "k 1",
]  # fmt: skip


@each_row("text", NO_CHOICE)
def test_what_is_no_number_of_a_choice(text: str) -> None:
    assert numbers(read_words(text), open_list=False) == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\ufeff", "\x00", "\u00a0\t"])
def test_white_space_and_hidden_signs_say_nothing(text: str) -> None:
    assert read_words(text).is_empty


@pytest.mark.parametrize("text", ["?", "😢", "a", ".", "1", "帮"])
def test_one_sign_says_something(text: str) -> None:
    assert not read_words(text).is_empty


@each_row(
    "text",
    [
        "what if i ring this number", "What happens if I phone you?", "what happens when i call this number",
        "wat if i ring u",
        "if i ring you will someone answer", "who answers if i call here", "what if I call you instead of texting",
        "does anyone pick up if i ring this number please",
    ],
)  # fmt: skip
def test_what_a_call_to_this_number_meets_is_ours_to_say(text: str) -> None:
    assert read_words(text).keyword == "calls"


@each_row(
    "text",
    [
        "what number do i call", "who can i call here", "what happens when you call", "what happens if i call 999",
        "what if i call them", "can i ring you", "call me", "what if he rings you", "what happens if i call the police",
        "who do i call if he picks up the knife", "he will call if i ring", "can you phone me",
    ],
)  # fmt: skip
def test_other_calls_are_for_the_bot(text: str) -> None:
    assert read_words(text).keyword is None
