"""Whole messages, as people type them, against the red flags alone."""

from pathlib import Path

import pytest
import yaml

from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import assess
from tests.rows import each_row
from tests.understanding.red_flags import find, sends_999

TABLE = yaml.safe_load((Path(__file__).parent / "messages.yml").read_text(encoding="utf-8"))
EMERGENCIES = [text for texts in TABLE["emergencies"].values() for text in texts]
CALM = [text for texts in TABLE["calm"].values() for text in texts]
# Said after a sign, it takes the sign back down to a hint.
TAKES_BACK = frozenset({"false alarm hes awake"})


@each_row("text", EMERGENCIES)
def test_an_emergency_is_answered_by_rule_alone(text: str) -> None:
    assert sends_999(text)


@each_row("text", CALM)
def test_a_calm_message_is_not_sent_to_999(text: str) -> None:
    assert not sends_999(text)


@pytest.mark.xfail(strict=True, reason="the price of hearing the others")
@pytest.mark.parametrize("text", TABLE["known_false_alarms"])
def test_a_known_false_alarm_is_gone(text: str) -> None:
    assert not sends_999(text)


@each_row(
    "around",
    ["{}. he's not breathing", "{} and hes not breathing", "{} but now hes not breathing", "hes not breathing. {}"],
)
@each_row("text", CALM)
def test_a_calm_message_with_a_live_sign_is_an_emergency(text: str, around: str) -> None:
    assert sends_999(around.format(text)) or (text in TAKES_BACK and around.endswith("{}"))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("his lips have gone blue. false alarm, its his slushie", False),
        ("bro just got shot in the face. on fortnite", False),
        ("hes not breathing, i swear this is no false alarm", True),
        ("he was only joking i thought but hes not breathing", True),
        ("false alarm. no wait hes not breathing", True),
        ("hes not breathing. on gta he was a minute ago", True),
    ],
)
def test_what_is_taken_back_in_the_same_breath_is_a_hint(text: str, sure: bool) -> None:
    found = find(text)
    assert found is not None
    assert found.sure is sure


@each_row(
    ("text", "said"),
    [
        ("false alarm i think its a bbq", "all_clear"),
        ("is it a false alarm", ""),
        ("he was just messing", "all_clear"),
        ("he was pretending to be asleep for a laugh lol", "all_clear"),
        ("hes messing with a knife", ""),
        ("he was just messing but now hes on the floor", ""),
        ("shes not joking", ""),
        ("the ambulance is for upstairs", "all_clear"),
        ("no its for next door not us", "all_clear"),
        ("they need an ambulance upstairs", ""),
        ("theres a fire and its next door", ""),
        ("its just the telly sorry grandad got hold of it", "all_clear"),
        ("hes watching the telly and wont answer me", ""),
        ("oops wrong chat", "all_clear"),
        ("sorry my son grabbed my phone", "all_clear"),
        ("he grabbed my phone", ""),
        ("no love shes fine now shes doing the crossword", "they_are_well"),
        ("i hope hes alright", ""),
        ("is she ok", ""),
        ("hes not ok", ""),
        ("hahaha im fine its just starting", "i_am_well"),
        ("im not fine", ""),
        ("it aint bad enough for an ambulance mate", "not_called"),
        ("am i ok", "asks_if_well"),
        ("will she be alright", "asks_if_well"),
        ("is he going to be ok", "asks_if_well"),
        ("am i ok to take paracetamol on top", ""),
        ("is it ok to ring you", ""),
        ("please tell my kids i tried", "farewell"),
        ("tell him i loved him", "farewell"),
        ("can i tell my mum about it", ""),
        ("how do i tell my wife im using", ""),
        ("im so tired", "tired"),
        ("im so tired of living", ""),
        ("im feeling sleepy and i took 10 tablets", ""),
    ],
)
def test_what_is_said_of_it_outright(text: str, said: str) -> None:
    found = assess(text)
    flags = ("all_clear", "they_are_well", "i_am_well", "not_called", "asks_if_well", "farewell", "tired")
    assert {flag for flag in flags if getattr(found, flag)} == ({said} if said else set())


@each_row(
    ("text", "kind"),
    [
        ("he's not breathing", "not-breathing"),
        ("i cant wake her", "cannot-wake"),
        ("given naloxone no response", "opioids"),
        ("hes having a fit", "fit"),
        ("boiling hot and talking rubbish", "overheating"),
        ("necked the whole packet", "swallowed"),
        ("chest tight after coke", "chest-pain"),
        ("live wires hanging out of the wall", "electric"),
        ("smell of gas in the hall", "gas"),
        ("fire in the grow house", "fire"),
        ("ive just been spiked", "spiked-now"),
        ("theyre kicking the door in", "attacked"),
        ("my toddler swallowed a methadone tablet", "child"),
        ("my mate just collapsed", "collapse"),
        ("theres a rope round his neck", "suicide-act"),
        ("hes got the dts", "withdrawal"),
        ("im pregnant and bleeding", "pregnancy"),
        ("my mate is overdosing", "overdose"),
        ("need an ambulance now", "unknown"),
        ("my mate fell off the wall hes bleeding loads", "unknown"),
        ("he stabbed my mate and hes bleeding loads", "attacked"),
        ("hes got my hair and wont let go", "attacked"),
        ("shes got sick in her hair and shes snoring", "cannot-wake"),
    ],
)
def test_the_kind_says_which_first_steps_to_give(text: str, kind: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.kind, found.sure, found.language) == (kind, True, "en")


def test_a_danger_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Danger("fit", "fitting", sure=True).sure = False  # type: ignore[misc]
