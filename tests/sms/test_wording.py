"""What the text channel itself says."""

import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.checking.readability import school_grade, sentences
from bot.checking.spoken import PLACEHOLDER
from bot.checking.wording_rules import ADDRESS_LIKE, BANNED, PHONE_LIKE
from bot.sms.message import About
from bot.sms.reading import FIXED
from bot.sms.segmentation.septets import is_gsm, parts
from bot.sms.wording import WORDING, SmsWording, endings, load
from directory.errors import DirectoryError
from directory.paths import last_resort_file
from directory.store import Directory
from tests.holding import NUMBER, known_numbers
from tests.rows import each_row

FILE = YAML(typ="safe").load(WORDING)
SAYS = {
    name: text.replace("{saves}", FILE["saves"]["rest"]).replace("{closes}", FILE["closes"]["rest"])
    for name, text in FILE["says"].items()
}
every_name = each_row("name", SAYS)
WATCHED = FILE["watched"]
IN_DANGER = About("emergency", ("emergency-999", "samaritans"))
IN_DESPAIR = About("crisis", ("shout", "samaritans", "nhs-111"))


@pytest.fixture(scope="module")
def wording(built: Path) -> SmsWording:
    return load(built)


@every_name
def test_each_is_two_parts_at_most_in_plain_letters_whatever_it_is_about(
    wording: SmsWording, name: str, town_directory: Directory
) -> None:
    abouts = [About(urgency, (one,)) for urgency in ("rest", "crisis") for one in town_directory.service_ids()]
    for about in (None, IN_DANGER, *abouts):
        text = getattr(wording.after(about), name)
        assert is_gsm(text)
        assert parts(text) <= 2, about


@every_name
def test_after_an_emergency_each_begins_with_999_and_has_no_other_number(wording: SmsWording, name: str) -> None:
    text = getattr(wording.after(IN_DANGER), name)
    assert text.startswith("Call 999 now, if nobody has.")
    assert set(NUMBER.findall(text)) <= {"999"}


@every_name
def test_in_despair_each_names_who_listens_last(wording: SmsWording, name: str) -> None:
    calls = [line for line in getattr(wording.after(IN_DESPAIR), name).splitlines() if NUMBER.search(line)]
    assert "999" in "".join(calls)
    assert calls[-1] == "If you cannot go on: Samaritans, 116 123." or name in ("too_many", "busy")
    assert getattr(wording.after(About("crisis", ("childline",))), name).count("0800 1111") == 1


@pytest.mark.parametrize("name", WATCHED)
@each_row("about", [None, About("rest", ("domestic-abuse-helpline", "police-101")), IN_DANGER])
def test_whoever_may_be_watched_gets_999_and_how_to_come_back_and_nobody_else_is_named(
    wording: SmsWording, name: str, about: About | None, town_directory: Directory
) -> None:
    text = getattr(wording.after(about, is_watched=True), name)
    named = {town_directory.service(one).spoken_name for one in town_directory.service_ids()}
    assert [one for one in named if one in text] == []
    assert set(NUMBER.findall(text)) == {"999"}
    assert not re.search(r"drug|crime|help|police|abuse|safe", text, re.IGNORECASE)
    assert text.endswith("You can text here again at any time.")
    assert text.startswith("Call 999 now") == (about is IN_DANGER)
    assert is_gsm(text)
    assert parts(text) == 1


@pytest.mark.parametrize("name", WATCHED)
def test_in_despair_whoever_may_be_watched_is_told_who_listens(wording: SmsWording, name: str) -> None:
    assert getattr(wording.after(IN_DESPAIR, is_watched=True), name) == getattr(wording.after(IN_DESPAIR), name)


@each_row("name", [name for name in SAYS if name not in WATCHED])
def test_what_else_somebody_who_may_be_watched_asks_is_answered_in_full(wording: SmsWording, name: str) -> None:
    about = About("rest", ("domestic-abuse-helpline",))
    assert getattr(wording.after(about, is_watched=True), name) == getattr(wording.after(about), name)


@pytest.mark.parametrize("name", WATCHED)
def test_a_reader_of_ten_can_read_what_whoever_is_watched_gets(name: str) -> None:
    assert school_grade(WATCHED[name].replace("{saves}", FILE["saves"]["rest"])) <= 5


@pytest.mark.parametrize("name", ["no_more", "which", "help", "empty"])
def test_else_each_names_the_first_of_the_last_reply_that_can_be_called(wording: SmsWording, name: str) -> None:
    text = getattr(wording.after(About("rest", ("emergency-999", "shout", "modern-slavery-helpline", "frank"))), name)
    assert text.endswith("You can call the Modern Slavery Helpline: 08000 121 700.")
    assert "FRANK" not in text


def test_nobody_is_named_twice(wording: SmsWording) -> None:
    assert wording.stop.count("0300 123 6600") == 1
    assert wording.after(IN_DESPAIR).too_many.count("116 123") == 1


@every_name
def test_every_number_is_the_directorys(wording: SmsWording, name: str, town_directory: Directory) -> None:
    for about in (None, IN_DANGER, IN_DESPAIR):
        assert set(NUMBER.findall(getattr(wording.after(about), name))) <= known_numbers(town_directory)
    assert not PHONE_LIKE.search(PLACEHOLDER.sub("", SAYS[name]))
    assert not ADDRESS_LIKE.search(PLACEHOLDER.sub("", SAYS[name]))


@every_name
def test_each_names_999_and_frank(wording: SmsWording, name: str) -> None:
    text = getattr(wording, name)
    assert "999" in text
    assert "FRANK" in text
    assert "0300 123 6600" in text


def test_whatever_a_text_may_ask_of_the_line_has_words() -> None:
    assert {*FIXED, "which"} <= set(SAYS)
    assert set(WATCHED) <= set(FIXED)


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
    gone = load(target)
    assert gone == replace(wording, **changed, numbers=gone.numbers)
    assert gone.after(IN_DESPAIR).no_more.endswith("If someone may die, call 999 now.")


def test_without_directory_and_card_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError):
        load(tmp_path / "gone.sqlite")
