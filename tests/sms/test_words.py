"""The words that the line reads by itself, row by row as they stand in words.yml."""

from __future__ import annotations

import pytest

from bot.sms.bare import bare
from bot.sms.picking import CHOICES, numbers
from bot.sms.word_list import LIST
from bot.sms.words import MACHINES, WORDS, read_words
from tests.rows import each_row

COURTESY, PHONES = LIST["courtesy"], LIST["phones"]

ROWS = {
    **{f"keywords {name}": words for name, words in LIST["keywords"].items()},
    **{f"courtesy {name}": words for name, words in COURTESY.items()},
    **{f"choices {name}": words for name, words in CHOICES.items()},
    **{f"machines {name}": words for name, words in LIST["machines"].items()},
    **{f"cost {name}": words for name, words in LIST["cost"].items()},
    **{f"reactions {name}": LIST["reactions"][name] for name in ("verbs", "things")},
    **{f"calls {name}": words for name, words in LIST["calls"].items()},
    **{f"pictures {name}": words for name, words in LIST["pictures"].items()},
    **{name: LIST[name] for name in ("cries", "more_where_it_waits", "of_a_service")},
    "phones": PHONES,
}


@each_row(("name", "words"), ROWS.items())
def test_each_row_is_once_in_its_list_as_a_text_is_compared(name: str, words: list[str]) -> None:
    assert all(isinstance(word, str) for word in words)
    assert len(words) == len(set(words))
    assert [bare(word) for word in words] == words


@each_row("mark", [mark for how in ("surely", "perhaps") for mark in LIST["machines"][how]])
def test_a_machine_is_known_wherever_its_mark_stands(mark: str) -> None:
    how = "surely" if mark in LIST["machines"]["surely"] else "perhaps"
    written = [mark, f"Hi! {mark.upper()}.", f"hello,\n{mark.capitalize()}: back on Monday at 9"]
    assert {MACHINES.sent(text) for text in written} == {how}


@each_row("away", LIST["machines"]["away"])
def test_a_notice_behind_a_word_of_being_away_is_a_machines(away: str) -> None:
    assert MACHINES.sent(f"{away}. Sent 12:00:33") == "surely"
    assert MACHINES.sent(f"he is not breathing. {away}. Sent 12:00:33") == "no"


@each_row("notice", LIST["machines"]["notices"])
def test_a_notice_is_a_machines_with_a_clock_alone(notice: str) -> None:
    assert {MACHINES.sent(f"{notice.capitalize()} {clock}") for clock in ("12:00:33", "9:05 pm", "23.59")} == {"surely"}
    assert MACHINES.sent(f"{notice} 12:00:33 he wont wake up") == "no"
    assert MACHINES.sent(notice) == ("surely" if notice in LIST["machines"]["alone"] else "no")


@each_row("begins", LIST["machines"]["begins"])
def test_what_networks_write_is_known_by_how_it_begins_digits_aside(begins: str) -> None:
    assert MACHINES.sent(f"{begins.capitalize()}: 07700900555. Dial 121") == "surely"
    assert MACHINES.sent(f"i got one that says {begins}") == "no"
    assert MACHINES.sent("You have 2 missed calls from 07700900555") == "surely"


@each_row("alone", LIST["machines"]["alone"])
def test_what_is_all_of_a_machines_text_is_none_within_another(alone: str) -> None:
    assert MACHINES.sent(f" {alone.upper()}! ") == "surely"
    assert MACHINES.sent(f"{alone}, he is blue") == "no"


@each_row(
    "text",
    [
        "i was driving right after i took it", "my office is a mess", "12:30", "he sent me 12 pills",
        "is it urgent if she is sick", "i cant talk right now", "what if it is an emergency", "im away from home",
        "i take it automatically", "they reply to me", "she left in an emergency",
    ],
)  # fmt: skip
def test_people_are_no_machines(text: str) -> None:
    assert MACHINES.sent(text) == ("perhaps" if text.startswith("what if") else "no")


@each_row(
    "text",
    ["STOP", "WYPISZ", "Opriți!", "СТОП", "стоп", "توقف", "ਬੰਦ ਕਰੋ", "بند کرو", "বন্ধ করুন", "Parar", "BAJA", "ARRÊT",
     "İptal", "IPTAL", "Dừng", "退订", "STOPIO", "Zatrzymaj", "PRZESTAŃ", "przestan!", "Pare", "detener", "قف", "بس",
     "ਬੰਦ", "ਬੰਦ।", "хватит", "Basta", "arrête", "yeter", "رکو", "থামুন", "stop the texts", "رک", "Dim mwy!",
     "remove my number", "don't text me"],
)  # fmt: skip
def test_stop_is_stop_in_every_language_of_the_red_flags(text: str) -> None:
    assert read_words(text).keyword == "stop"


@each_row(
    "text",
    ["хочу бросить", "sair", "dejar", "deixar", "dung",
     "chcę przestać", "quiero parar de beber", "أريد أن أتوقف", "我想停止吸毒"],
)  # fmt: skip
def test_what_may_be_about_drugs_or_danger_is_not(text: str) -> None:
    assert read_words(text).keyword is None


@each_row(
    "text", ["can i send a picture", "I sent u a voice note", "did you get my pic?", "can you see photos", "video"]
)
def test_whether_a_picture_can_be_sent_is_told_by_its_words(text: str) -> None:
    assert read_words(text).is_of_pictures == (text != "video")


@each_row(
    "text",
    [
        "he has a picture of me",
        "send me a pic",
        "i hear a voice",
        "can i send a photo to the police",
        "he sent my pics",
    ],
)
def test_what_pictures_may_be_a_need_is_for_the_bot(text: str) -> None:
    assert not read_words(text).is_of_pictures


def test_what_may_be_a_cry_is_a_word_to_stop_and_none_that_carriers_take() -> None:
    assert {WORDS[word] for word in LIST["cries"]} == {"stop"}
    assert not {"stop", "quit", "cancel", "unsubscribe"} & set(LIST["cries"])


def test_no_word_means_two_things() -> None:
    said = [word for words in LIST["keywords"].values() for word in words]
    assert len(said) == len(set(said))
    assert not set(WORDS) & {*CHOICES["numbers"], *CHOICES["places"], *CHOICES["around"], *CHOICES["roughly"]}
    assert not {*CHOICES["around"], *CHOICES["joins"]} & set(CHOICES["roughly"])


@each_row(("word", "keyword"), WORDS.items())
def test_a_keyword_counts_alone_in_any_case_with_marks_and_with_courtesy(word: str, keyword: str) -> None:
    written = [word, word.upper(), f" {word.capitalize()}!\n", f'"{word}..."']
    written += [f"{before} {word}" for before in COURTESY["before"]]
    written += [f"{word} {after}" for after in COURTESY["after"]]
    written += [f"{word}\n\nSent from my {phone}" for phone in PHONES]
    assert {read_words(text).keyword for text in written} == {keyword}


@each_row("word", WORDS)
@pytest.mark.parametrize("around", ["i want to {} using", "how do i {} him hitting me", "{} my friend took ten"])
def test_a_keyword_in_a_sentence_is_for_the_bot(word: str, around: str) -> None:
    assert read_words(around.format(word)).keyword is None


@each_row(("at", "word"), enumerate(CHOICES["numbers"], start=1))
def test_a_number_in_words_is_a_number(at: int, word: str) -> None:
    assert numbers(read_words(word), open_list=False) == numbers(read_words(str(at)), open_list=False) == (at,)


@each_row(("at", "word"), enumerate(CHOICES["places"], start=1))
def test_a_place_is_a_number_where_a_list_is_open(at: int, word: str) -> None:
    assert numbers(read_words(f"the {word} one"), open_list=True) == (at,)
    assert numbers(read_words(word), open_list=False) == ()


@each_row("word", [word for word in CHOICES["around"] if word != "no"])
def test_a_small_word_may_stand_around_a_number_and_says_nothing_alone(word: str) -> None:
    for text in (f"{word} 2", f"2 {word}", f"{word}, two."):
        assert numbers(read_words(text), open_list=False) == (2,)
    assert numbers(read_words(word), open_list=True) == ()


def test_no_stands_before_a_digit_and_no_one_is_nobody() -> None:
    assert numbers(read_words("no. 2"), open_list=False) == (2,)
    assert numbers(read_words("no one"), open_list=True) == ()


@each_row("word", CHOICES["roughly"])
def test_what_stands_before_an_amount_is_asked_about_where_a_list_is_open_alone(word: str) -> None:
    assert numbers(read_words(f"{word} 2"), open_list=True) == (2,)
    assert numbers(read_words(f"{word} 2"), open_list=False) == ()


@each_row("word", CHOICES["joins"])
def test_what_joins_two_numbers_leaves_them_two(word: str) -> None:
    assert numbers(read_words(f"1 {word} 3"), open_list=True) == (1, 3)


@each_row("word", ["for", "with", "take", "took", "my", "about", "mg", "pills", "days"])
def test_what_stands_before_an_amount_or_an_age_is_in_no_list(word: str) -> None:
    assert numbers(read_words(f"{word} 2"), open_list=True) == ()
