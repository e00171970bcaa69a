"""Each rule on wording, at a text that breaks it: one line that names the place and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking import responses, wording_rules
from bot.checking.known import Known
from bot.checking.spoken import Response, Spoken, read_responses
from tests.rows import each_row

KNOWN = Known(
    frozenset({"emergency-999", "frank", "drugfam", "police-101", "one", "two", "three", "four", "five"}),
    frozenset({"drugfam"}),
    "frank",
    ("FRANK", "DrugFAM"),
    frozenset({"one-town", "police-101"}),
)
LONG = "You can go there on any day of the week and they will talk to you about all that you want to talk about then."
HARD = "Confidential rehabilitation organisations facilitate psychological equilibrium for everybody here."
# A text, the line that is named, and what is said of it.
BROKEN = {
    "a number": ("Fine.\nCall 0300 123 6600.", 2, "the number 0300 123 6600 is written out, take it from"),
    "an address": ("See www.talktofrank.com.", 1, "the address www.talktofrank.com. is written out, take"),
    "a name": ("Fine.\nAsk FRANK.", 2, "FRANK is a service's name, write its id in braces"),
    "five services": ("{one.card}\n{two.card}\n{three.card}\n{four.card}\n{five.card}", 1, "names 5 services, 4 at"),
    "a bare name": ("Ask {frank}.\n{frank.card}", 1, "{frank} is named before a way to reach it, put {frank.card}"),
    "nobody to ask": ("{drugfam.card}\n{frank.card}", 1, "drugfam has no contact, name frank before"),
    "one town": ("Fine.\n{one-town.card}\n{police-101.card}", 2, "one-town is a service of one town, name its part"),
    "a bad word": ("Fine.\nYou are an addict.", 2, "the word 'addict' blames or promises too much, find another"),
    "a long sentence": (f"Fine.\n{LONG}", 2, "a sentence has 25 words, 22 at most: cut up 'You can go there'"),
    "hard words": (HARD, 1, "school"),
    "six bubbles": ("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.", 1, "has 6 messages, 5 at most"),
    "two blank lines": ("One.\n\n\n\nTwo.", 1, "has two blank lines in a row"),
    "a space at the end": ("One. \nTwo.", 1, "spaces stand at an end of this line or two in a row, take them out"),
}  # fmt: skip


def spoken(text: str, *, name: str = "utter_x", file: str = "x.yml", channel: str | None = None) -> Spoken:
    return Spoken(file, name, channel, text)


def said_of(text: Spoken) -> list[str]:
    return [str(problem) for rule in wording_rules.RULES for problem in rule(text, KNOWN)]


@each_row("case", list(BROKEN))
def test_a_text_that_breaks_a_rule_is_named_with_its_line(case: str) -> None:
    text, line, what = BROKEN[case]
    found = said_of(spoken(text))
    assert any(row.startswith(f"data/replies/x.yml:{line}: ") and what in row for row in found), found
    assert not any("\n" in row for row in found)


def test_a_text_that_breaks_none_is_not_named() -> None:
    assert said_of(spoken("You can ask here.\n{frank.card}\nThen {frank} asks you.")) == []


@each_row(
    ("file", "name", "text", "what"),
    [
        ("emergency.yml", "utter_emergency", "Stay there.", "in its first 80 characters"),
        ("emergency.yml", "utter_emergency", "{frank.card}\nCall {emergency-999.phone}.", "in its first 80 characters"),
        ("report.yml", "utter_report", "Tell them.", "utter_report does not say: I am a computer. Nobody reads this"),
    ],
)
def test_some_replies_must_say_more(file: str, name: str, text: str, what: str) -> None:
    assert any(what in row for row in said_of(spoken(text, name=name, file=file)))


def of_all(*texts: Spoken, file: str = "x.yml") -> list[str]:
    response = Response(file, "utter_x", 7, texts)
    return [str(problem) for rule in responses.RULES for problem in rule(response, KNOWN)]


@each_row(
    ("other", "what"),
    [
        (spoken("{frank.card} {one.card}", channel="sms"), "names one, the text for all does not"),
        (spoken("Hello.", channel="sms"), "lacks frank, the text for all names it"),
        (spoken("{frank.card} Why? Who?", channel="sms"), "asks one thing at most"),
        (spoken("{frank.card} Press the button.", channel="sms"), "a text on a phone has no 'button'"),
        (spoken("{frank.card}", channel="kiosk"), "names no place at the kiosk"),
        (spoken("{frank.card} Hello.\nThe desk is {staff_desk}.", channel="kiosk"), "is not the one for all"),
        (spoken("{frank.card}", channel="fax"), "there is no channel fax"),
        (spoken("{frank.card}\n{staff_desk}"), "has 2 texts without a channel"),
    ],
)
def test_what_the_texts_of_a_response_have_in_common_is_held(other: Spoken, what: str) -> None:
    assert any(what in row for row in of_all(spoken("{frank.card}"), other))


def test_a_locked_phone_shows_nothing_of_a_crisis() -> None:
    assert any("on a locked phone it opens with" in row for row in of_all(spoken("Talk now."), file="crisis.yml"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("responses:\n  utter_a:\n    - text: 'One\n", "x.yml:4: found unexpected end of stream"),
        ("replies:\n  utter_a: 1\n", "x.yml:1: there is no `responses:` in it"),
        ("responses:\n  utter_a:\n    - txt: One\n", "x.yml:3: utter_a has no `text:` here, write one"),
        ("responses:\n  utter_a: One\n", "x.yml:2: a list belongs here, each entry behind a dash"),
        ("responses:\n  a: []\n  a: []\n", "x.yml:3: a stands here twice, take one out"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "x.yml").write_text(text)
    found, [problem] = read_responses(tmp_path)
    assert found == []
    assert what in str(problem)


def test_a_line_of_a_text_is_its_line_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("responses:\n  utter_a:\n    - text: |-\n        One.\n\n        Ask FRANK.\n")
    [[text]] = [response.texts for response in read_responses(tmp_path)[0]]
    assert [row.partition(" ")[0] for row in said_of(text)] == ["data/replies/x.yml:6:"]
