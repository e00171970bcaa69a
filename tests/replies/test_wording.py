"""What all that the bot says must hold: the rules of `signpost check`, over every text of data/replies."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.intents import INTENTS
from actions.topics.files import topics
from bot.checking import placeholders, responses, said, wording_rules
from bot.checking.known import Known
from bot.checking.spoken import own_words, read_responses
from directory.paths import PACKAGE
from directory.store import Directory
from tests.rows import each_row

RESPONSES, UNREADABLE = read_responses()
OWN, WRONG = own_words(PACKAGE, {response.name: response.file for response in RESPONSES})
TEXTS = [text for response in RESPONSES for text in response.texts]


def name_of(rule: object) -> str:
    return getattr(rule, "__name__", "")


@pytest.fixture(scope="module")
def known(town_directory: Directory) -> Known:
    return Known.of(town_directory, at=datetime.now(UTC))


def test_every_file_can_be_read() -> None:
    assert UNREADABLE == WRONG == []
    assert len(TEXTS) > len(RESPONSES) > 200


@each_row("rule", wording_rules.RULES, ids=name_of)
def test_every_text_holds_to(rule: wording_rules.Rule, known: Known) -> None:
    assert [str(problem) for text in (*TEXTS, *OWN) for problem in rule(text, known)] == []


@each_row("claim", ["You asked who can help", "myself. They", "They can tell you about drugs"])
def test_no_text_says_what_was_not_asked_nor_they_of_nobody_named(claim: str) -> None:
    assert [text.name for text in TEXTS if claim in text.text] == []


@each_row("rule", responses.RULES, ids=name_of)
def test_every_response_holds_to(rule: responses.Rule, known: Known) -> None:
    assert [str(problem) for response in RESPONSES for problem in rule(response, known)] == []


def test_every_placeholder_can_be_filled(town_directory: Directory) -> None:
    assert [str(problem) for text in TEXTS for problem in placeholders.unfilled(text, town_directory)] == []


def test_no_response_stands_twice_and_no_emergency_is_missing() -> None:
    assert [*responses.each_name_once(RESPONSES), *responses.all_emergencies(RESPONSES)] == []


def test_every_button_is_short_and_leads_to_an_intent() -> None:
    assert [*responses.buttons_lead_somewhere(RESPONSES, INTENTS)] == []


def test_every_response_is_said_by_a_topic_an_action_or_the_safety_net() -> None:
    assert [*said.never_said(RESPONSES, topics().values())] == []


@each_row("file", responses.OPENS_NEUTRALLY)
def test_a_crisis_and_abuse_have_texts_that_open_neutrally(file: str) -> None:
    assert [response for response in RESPONSES if response.file == file and len(response.texts) > 1]


def test_somebody_without_a_phone_is_told_places_at_the_kiosk() -> None:
    at_the_kiosk = {text.name for text in TEXTS if text.channel == "kiosk"}
    assert at_the_kiosk >= {"utter_no_phone", "utter_emergency_no_phone"}


def test_towns_say_some_of_it_in_other_words() -> None:
    assert {Path(text.place.file).parts[2] for text in OWN if text.place} >= {"havant", "portsmouth"}
