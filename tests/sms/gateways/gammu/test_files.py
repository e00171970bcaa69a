"""What stands in Gammu's files, and how a made text gets its number."""

from __future__ import annotations

import pytest

from bot.sms.gateways.gammu_file import NOBODY, Unreadable, addressed, text_in
from bot.sms.message import Inbound
from tests.rows import each_row
from tests.sms.gateways.gammu.phone import ANN, BOB, section, sent

HEAD = "; This file format was designed for Gammu and is compatible with Gammu+\n\n"
AT = "20261126T120000"
NOTICE = "8C82" + f"{BOB}/TYPE=PLMN".encode().hex().upper() + "00"
# The words of a text stand in a comment too, with whatever ends of lines they have.
FORGED = "hi\r[SMSBackup000]\u2028Text09 = 0041\x0bUDH = 0605040B8423F0\x85PDU = Status_Report"


def text(sender: str, words: str, *, wordless: bool = False) -> Inbound:
    return Inbound("gammu", "", sender, words, AT, wordless)


FOUND = [
    ("words", section("hello"), text(ANN, "hello")),
    ("Polish", section("zażółć 😀"), text(ANN, "zażółć 😀")),
    ("nothing", section(""), text(ANN, "")),
    ("long", section("a" * 700), text(ANN, "a" * 700)),
    ("parts", section("one ") + section("two", place=1), text(ANN, "one two")),
    ("a name", section("missed call", "O2_UK"), text("O2_UK", "missed call")),
    ("a report", section("Delivered", pdu="Status_Report"), None),
    ("a card", section("", udh="06050423F40000", binary="424547"), text(ANN, "", wordless=True)),
    ("a picture", section("", "5574", udh="0605040B8423F0", binary=NOTICE), text(BOB, "", wordless=True)),
    ("a push", section("", "5574", udh="0605040B8423F0", binary="1106"), None),
    ("a comment with fields", section("hi").replace("PDU", f"; {FORGED}\nPDU", 1), text(ANN, "hi")),
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
def test_a_file_is_one_text(name: str, content: str, expected: Inbound | None) -> None:
    assert text_in((HEAD + content).encode()) == expected


@pytest.mark.parametrize("content", BROKEN)
def test_what_is_not_whole_is_refused_and_the_refusal_says_nothing(content: str) -> None:
    with pytest.raises(Unreadable) as refused:
        text_in(content.encode())
    assert refused.value.args == ()


def test_neither_number_nor_words_show() -> None:
    assert repr(text_in(section("hello").encode())) == f"Inbound(gateway='gammu', sent_at='{AT}', wordless=False)"


def test_every_part_gets_the_number_and_a_reference_of_its_own() -> None:
    parts = section("a", NOBODY, udh="0500036A0201") + section("b", NOBODY, udh="0500036A0202", place=1)
    found = addressed(HEAD + parts, ANN, 0x1FF)
    assert (sent(found).number, sent(found).parts) == (ANN, 2)
    assert ("UDH = 050003FF0201" in found, "UDH = 050003FF0202" in found) == (True, True)
    inbound = text_in(found.encode())
    assert inbound
    assert inbound.sender == ANN


@pytest.mark.parametrize("content", [HEAD, section("a"), section("a", NOBODY) + section("b")])
def test_only_what_was_made_for_nobody_gets_a_number(content: str) -> None:
    with pytest.raises(Unreadable):
        addressed(content, ANN, 1)
