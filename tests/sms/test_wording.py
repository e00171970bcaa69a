"""What the text channel itself says."""

import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.checking.readability import school_grade, sentences
from bot.checking.spoken import PLACEHOLDER
from bot.checking.wording import ADDRESS_LIKE, BANNED, PHONE_LIKE
from bot.sms.segmentation.septets import is_gsm, parts
from bot.sms.wording import WORDING, SmsWording, endings, load
from directory.errors import DirectoryError
from directory.paths import last_resort_file
from directory.store import Directory
from tests.holding import NUMBER, known_numbers

SAYS = YAML(typ="safe").load(WORDING)["says"]
every_name = pytest.mark.parametrize("name", SAYS)


@pytest.fixture(scope="module")
def wording(built: Path) -> SmsWording:
    return load(built)


@every_name
def test_each_is_two_parts_at_most_in_plain_letters(wording: SmsWording, name: str) -> None:
    text = asdict(wording)[name]
    assert is_gsm(text)
    assert parts(text) <= 2


@every_name
def test_every_number_is_the_directorys(wording: SmsWording, name: str, town_directory: Directory) -> None:
    text = asdict(wording)[name]
    assert set(NUMBER.findall(text)) <= known_numbers(town_directory)
    assert not PHONE_LIKE.search(PLACEHOLDER.sub("", SAYS[name]))
    assert not ADDRESS_LIKE.search(PLACEHOLDER.sub("", SAYS[name]))


@every_name
def test_each_names_999_and_frank(wording: SmsWording, name: str) -> None:
    text = asdict(wording)[name]
    assert "999" in text
    assert "FRANK" in text
    assert "0300 123 6600" in text


def test_whoever_has_the_wrong_number_learns_whose_it_is(wording: SmsWording) -> None:
    assert wording.who.startswith("This is Signpost, a computer.")
    assert "never text first" in wording.who


@every_name
def test_a_reader_of_ten_can_read_it(name: str) -> None:
    text = SAYS[name]
    assert school_grade(text) <= 5
    assert max(len(sentence) for sentence in sentences(text)) <= 20
    assert [word for word in BANNED if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.lower())] == []


@every_name
def test_at_most_one_thing_is_asked(name: str) -> None:
    assert SAYS[name].count("?") <= 1


def test_help_names_999_in_its_first_words_then_what_this_is_then_a_service(wording: SmsWording) -> None:
    places = [wording.help.index(words) for words in ("999", "This is Signpost", "I am a computer", "FRANK")]
    assert places == sorted(places)
    assert places[0] <= 30


@pytest.mark.parametrize("words", ["never text first", "at any time", "999", "FRANK", "meant stop or quit drugs"])
def test_stop_says_how_to_come_back_and_who_helps_if_drugs_were_meant(wording: SmsWording, words: str) -> None:
    assert words in wording.stop


def test_the_endings_are_short_and_plain() -> None:
    assert all(is_gsm(text) and len(text) <= 40 for text in asdict(endings()).values())
    assert "MORE" in endings().more


def test_it_stands_when_the_directory_is_gone(built: Path, wording: SmsWording, tmp_path: Path) -> None:
    target = tmp_path / "gone.sqlite"
    last_resort_file(target).write_bytes(last_resort_file(built).read_bytes())
    (despair,) = [line for line in wording.too_many.splitlines() if "Samaritans" in line]
    changed = {name: getattr(wording, name).replace(f"{despair}\n", "") for name in ("too_many", "busy")}
    assert load(target) == replace(wording, **changed)


def test_without_directory_and_card_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError):
        load(tmp_path / "gone.sqlite")
