"""Who wrote, without the number."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from bot.settings import ROOT
from bot.sms.identity import Identity, to_e164
from bot.sms.message import Inbound
from tests.rows import each_row

ONE_PERSON = [
    "+447700900123",
    "07700900123",
    "447700900123",
    "00447700900123",
    "+44 7700 900123",
    "07700 900 123",
    "(07700) 900-123",
    "+44\u00a07700\u2011900123",
]


@each_row("sender", ONE_PERSON)
def test_one_number_is_one_person_however_it_is_written(sender: str) -> None:
    identity = Identity()
    assert to_e164(sender) == "+447700900123"
    assert identity.person(sender) == identity.person(ONE_PERSON[0])


@each_row("sender", ["+15005550006", "15005550006", "353201234567", "+353 20 123 4567"])
def test_foreign_numbers_are_numbers_too(sender: str) -> None:
    found = to_e164(sender)
    assert found is not None
    assert found[1:] == re.sub(r"\D", "", sender)


@each_row(
    "sender",
    ["82228", "60060", "116123", "150", "+60777", "+4460777", "FRANK", "Barclays", "", "+", "unknown", "7-ELEVEN"],
)
def test_nobody_is_at_a_short_code_or_a_name(sender: str) -> None:
    assert to_e164(sender) is None


@each_row("sender", ["٠٧٧٠٠٩٠٠١٢٣", "²²²²²²²²", "whatsapp:+447700900123", "a@b.example", "0" * 40])
def test_what_no_network_gives_as_a_number_is_none(sender: str) -> None:
    assert to_e164(sender) is None


def test_an_id_tells_nothing_of_the_number() -> None:
    found = Identity().person("+447700900123")
    assert re.fullmatch("[0-9a-f]{64}", found)
    assert "900123" not in found


def test_two_people_have_two_ids_and_a_new_start_gives_new_ones() -> None:
    identity = Identity()
    assert identity.person("+447700900123") != identity.person("+447700900124")
    assert identity.person("+447700900123") != Identity().person("+447700900123")


def test_parts_are_kept_apart() -> None:
    identity = Identity()
    assert identity.seal("ab", "c") != identity.seal("a", "bc")


def inbound(**more: str) -> Inbound:
    return Inbound(
        **{"gateway": "g", "message_id": "1", "sender": "+447700900123", "text": "help", "sent_at": "t", **more}
    )


@pytest.mark.parametrize(
    "other",
    [{"gateway": "h"}, {"message_id": "2"}, {"sender": "+447700900124"}, {"sent_at": "u"}],
    ids=["gateway", "id", "sender", "time"],
)
def test_a_message_is_another_where_one_of_four_differs(other: dict[str, str]) -> None:
    identity = Identity()
    assert identity.message(inbound()) == identity.message(inbound(sender="07700 900123"))
    assert identity.message(inbound()) != identity.message(inbound(**other))


def test_without_an_id_of_the_gateway_the_words_tell_two_apart() -> None:
    identity = Identity()
    assert identity.message(inbound(message_id="")) != identity.message(inbound(message_id="", text="stop"))
    assert identity.message(inbound()) == identity.message(inbound(text="stop"))


def test_a_text_that_is_printed_shows_neither_number_nor_words() -> None:
    assert repr(inbound()) == "Inbound(gateway='g', sent_at='t', wordless=False)"


@pytest.mark.process
def test_a_number_is_known_where_no_file_can_be_opened() -> None:
    """A new worker's first text failed while file descriptors were out: each country's numbers are a file."""
    asked = (
        "from bot.sms.identity import Identity, to_e164\n"
        "from tests.descriptors import none_left\n"
        "Identity()\n"
        "with none_left():\n"
        "    known = to_e164('07700900123'), to_e164('+6795550123')\n"
        "assert known == ('+447700900123', '+6795550123'), known\n"
    )
    subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=True, timeout=60)
