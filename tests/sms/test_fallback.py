"""The words that stand at Twilio when the server does not: their numbers are the directory's."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from bot.settings import ROOT
from bot.sms.segmentation.septets import is_gsm, parts
from directory.store import Directory
from tests.holding import NUMBER

BIN = re.compile(r"<Response>.*</Response>")


def test_the_bin_says_999_first_and_numbers_of_the_directory_alone(town_directory: Directory) -> None:
    (found,) = BIN.findall((ROOT / "docs" / "sms-twilio.md").read_text(encoding="utf-8"))
    (message,) = ElementTree.fromstring(found)
    said = message.text or ""
    known = {number for _, _, number in town_directory.last_resort}
    assert "999" in said[:80]
    assert len(NUMBER.findall(said)) == 2
    assert set(NUMBER.findall(said)) <= known
    assert is_gsm(said)
    assert parts(said) == 1
