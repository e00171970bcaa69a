"""What stands in Gammu's files, and how a made text gets its number."""

from __future__ import annotations

import pytest

from bot.sms.gateways.gammu import Received, received
from bot.sms.gateways.gammu_outbox import NOBODY, Unreadable, addressed
from tests.rows import each_row
from tests.sms.gateways.gammu.phone import ANN, BOB, section, sent

HEAD = "; This file format was designed for Gammu and is compatible with Gammu+\n\n"
AT = "20261126T120000"
NOTICE = "8C82" + f"{BOB}/TYPE=PLMN".encode().hex().upper() + "00"
# The words of a text stand in a comment too, with whatever ends of lines they have.
FORGED = "hi\r[SMSBackup000]\u2028Text09 = 0041\x0bUDH = 0605040B8423F0\x85PDU = Status_Report"
FOUND = [
    ("words", section("hello"), Received("words", ANN, "hello", AT)),
    ("Polish", section("zażółć 😀"), Received("words", ANN, "zażółć 😀", AT)),
    ("nothing", section(""), Received("words", ANN, "", AT)),
    ("long", section("a" * 700), Received("words", ANN, "a" * 700, AT)),
    ("parts", section("one ") + section("two", place=1), Received("words", ANN, "one two", AT)),
    ("a name", section("missed call", "O2_UK"), Received("words", "O2_UK", "missed call", AT)),
    ("a report", section("Delivered", pdu="Status_Report"), Received("nothing to answer")),
    ("a card", section("", udh="06050423F40000", binary="424547"), Received("no words", ANN, "", AT)),
    ("a picture", section("", "5574", udh="0605040B8423F0", binary=NOTICE), Received("no words", BOB, "", AT)),
    ("a push", section("", "5574", udh="0605040B8423F0", binary="1106"), Received("nothing to answer")),
    ("a comment with fields", section("hi").replace("PDU", f"; {FORGED}\nPDU", 1), Received("words", ANN, "hi", AT)),
]
BROKEN = [
    "",
    HEAD,
    section("hello")[:-4],
    section("hello") + section("world", place=1)[:90],
    section("hello").replace("Text00 = 00", "Text00 = xx"),
    section("hello").replace("Text00 = 0", "Text00 = "),
    section("hello").replace("NumberUnicode = 0", "NumberUnicode = "),
]


@each_row(("name", "content", "expected"), FOUND, ids=[name for name, *_ in FOUND])
def test_a_file_is_one_text(name: str, content: str, expected: Received) -> None:
    assert received((HEAD + content).encode()) == expected


@pytest.mark.parametrize("content", BROKEN)
def test_what_is_not_whole_is_refused_and_the_refusal_says_nothing(content: str) -> None:
    with pytest.raises(Unreadable) as refused:
        received(content.encode())
    assert refused.value.args == ()


def test_neither_number_nor_words_show() -> None:
    assert repr(received(section("hello").encode())) == "Received(kind='words')"


def test_every_part_gets_the_number_and_a_reference_of_its_own() -> None:
    parts = section("a", NOBODY, udh="0500036A0201") + section("b", NOBODY, udh="0500036A0202", place=1)
    found = addressed(HEAD + parts, ANN, 0x1FF)
    assert (sent(found).number, sent(found).parts) == (ANN, 2)
    assert ("UDH = 050003FF0201" in found, "UDH = 050003FF0202" in found) == (True, True)
    assert received(found.encode()).sender == ANN


@pytest.mark.parametrize("content", [HEAD, section("a"), section("a", NOBODY) + section("b")])
def test_only_what_was_made_for_nobody_gets_a_number(content: str) -> None:
    with pytest.raises(Unreadable):
        addressed(content, ANN, 1)
