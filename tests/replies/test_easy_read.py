"""Easy read: the most important replies in shorter sentences, a picture beside each line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.replies.rendering import PICTURE
from actions.replies.turn import PLACES
from bot.checking.placeholders import FILLED_BY_ACTIONS
from bot.checking.readability import school_grade, sentences
from bot.checking.spoken import MARK, Spoken
from bot.checking.wording_rules import EMERGENCIES
from bot.web.pictures import drawings, pictures_of_steps
from directory.store import Directory
from tests.conversing import responses
from tests.rows import each_row

# What is filled by several lines, which have pictures of their own.
OF_THE_DIRECTORY = frozenset({"{steps}", "{dont}"})
NEEDS = frozenset((
    "utter_advice", "utter_health", "utter_law", "utter_treatment", "utter_treatment_young", "utter_family",
    "utter_family_young", "utter_family_child", "utter_report", "utter_report_young", "utter_safeguarding_child",
    "utter_safeguarding_child_home", "utter_safeguarding_adult", "utter_safeguarding_self", "utter_domestic_abuse",
    "utter_slavery", "utter_fraud", "utter_fraud_now", "utter_council", "utter_police", "utter_decline",
))  # fmt: skip
BESIDE = frozenset((
    "utter_crisis", "utter_crisis_young", "utter_privacy", "utter_privacy_police", "utter_greet", "utter_about_bot",
    "utter_fallback", "utter_fallback_again", "utter_out_of_scope", "utter_people", "utter_no_phone",
    "utter_emergency_dont", "utter_emergency_ask_first", "utter_emergency_no_phone_attacked", "utter_safe_now",
    "utter_emergency_trouble_called", "utter_emergency_self", "utter_emergency_own_weapon",
))  # fmt: skip
# Sentences and words: a reader of about nine, whom names of services make older than they are.
MOST_WORDS, MOST_ON_AVERAGE, GRADE = 15, 9, 5

EASY = [
    pytest.param(variation["text"], next(row["text"] for row in variations if "channel" not in row), id=name)
    for name, variations in responses().items()
    for variation in variations
    if variation.get("channel") == "easy"
]
each_easy = each_row(("text", "common"), EASY)


def services_named(text: str) -> list[str]:
    return [each for each in Spoken("", "", None, text).services if each not in FILLED_BY_ACTIONS | set(PLACES)]


def steps_of(directory: Directory) -> set[str]:
    held = [directory.steps(situation) for situation in directory.situations()]
    return {line for each in held for line in (*each.steps, *each.dont)}


def test_danger_despair_privacy_the_start_and_every_main_need_have_it() -> None:
    assert (EMERGENCIES | NEEDS | BESIDE) - {str(row.id) for row in EASY} == set()


@each_easy
def test_each_line_has_a_picture_that_is_drawn(text: str, common: str) -> None:
    lines = [line for line in text.split("\n") if line not in OF_THE_DIRECTORY]
    assert [line for line in lines if not PICTURE.match(line)] == []
    assert set(PICTURE.findall(text)) - set(drawings()) == set()


@each_easy
def test_it_names_whom_everybody_is_told_in_the_same_order(text: str, common: str) -> None:
    calm = [[each for each in services_named(words) if each != "emergency-999"] for words in (text, common)]
    assert calm[0] == calm[1]
    assert ("emergency-999" in services_named(text)) >= ("emergency-999" in services_named(common))


def is_easy(said: str) -> bool:
    lengths = [len(sentence) for sentence in sentences(said)]
    if not lengths:
        return True
    is_short = max(lengths) <= MOST_WORDS and sum(lengths) / len(lengths) <= MOST_ON_AVERAGE
    return is_short and (sum(lengths) < 8 or school_grade(said) <= GRADE)


@each_easy
def test_it_is_easier_to_read_than_the_ordinary_words_have_to_be(text: str, common: str) -> None:
    assert is_easy(MARK.sub("", PICTURE.sub("", text)))


def test_each_step_of_the_directory_is_easy_or_has_easier_words(town_directory: Directory) -> None:
    easy = town_directory.easy_steps()
    said = [easy.get(step, step) for step in steps_of(town_directory)]
    assert [step for step in said if not is_easy(step)] == []
    # One thought a sentence: questions in place of "if", and no more behind an "and".
    assert [step for step in said if re.search(r"^If |, if |, and ", step)] == []


def test_each_step_of_the_directory_has_a_picture(town_directory: Directory) -> None:
    steps = steps_of(town_directory)
    assert dict.fromkeys(steps, True) == {step: step in steps for step in pictures_of_steps()}
    assert set(pictures_of_steps().values()) - set(drawings()) == set()


@each_row("name", drawings())
def test_a_picture_is_drawn_by_nothing_but_shapes(name: str) -> None:
    """No words, which nobody would read out, no script, nothing from elsewhere; on white, to be seen in the dark."""
    drawing = drawings()[name]
    assert set(re.findall(r"<(\w+)", drawing)) <= {"svg", "g", "rect", "circle", "path"}
    assert "href" not in drawing
    assert 'fill="#fff" stroke="#16232b"' in drawing.split("\n")[1]
    assert len(drawing) < 1500


def test_every_picture_stands_somewhere() -> None:
    root = Path(__file__).resolve().parents[2]
    said = [*(root / "data" / "replies").glob("*.yml"), root / "bot" / "web" / "wording.yml"]
    words = "\n".join(path.read_text(encoding="utf-8") for path in said)
    named = set(re.findall(r"\{picture\.([a-z]+)\}", words)) | set(re.findall(r"^  /\w+: (\w+)$", words, re.MULTILINE))
    assert set(drawings()) - named - set(pictures_of_steps().values()) == set()
