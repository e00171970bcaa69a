"""Numbers in a reply become links, and nothing else does."""

from __future__ import annotations

import re

from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.web.linking import linked
from directory.freshness import may_print
from directory.store import Directory
from tests.rows import each_row

CARDS = YAML(typ="safe").load(ROOT / "data" / "replies" / "cards.yml")["responses"]


@each_row(
    ("words", "links"),
    [
        ("Call 999 now", ["999"]),
        ("call 0300 123 6600 or text 82111", ["03001236600"]),
        ("call 116 123", ["116123"]),
        ("call 101.", ["101"]),
        ("press 55", []),
        ("about 12 hours", []),
        ("in 1999", []),
        ("go to 24 East Street PO9 1AA", []),
        ("by textphone or Relay UK 18001 101", ["18001101"]),
        ("they text back. Call 101", ["101"]),
    ],
)
def test_numbers_to_call_are_links(words: str, links: list[str]) -> None:
    assert re.findall(r'href="tel:(\d+)"', linked(words)) == links


def test_words_are_escaped_before_numbers_are_linked() -> None:
    assert linked("<b>999</b>") == '&lt;b&gt;<a href="tel:999">999</a>&lt;/b&gt;'


@each_row(
    ("words", "links"),
    [
        ("text 82111", ["82111"]),
        ("FRANK: text 82111. Open 24 hours a day.", ["82111"]),
        ("or text SHOUT to 85258", ["85258?body=SHOUT"]),
        ("You can text SafeCall: 116000", ["116000"]),
        ("FRANK, about drugs, by text: 82111", ["82111"]),
        ("Only if you signed up before: text 999.", ["999"]),
        ("text 07700 900123", ["07700900123"]),
        ("Send the text on to 3 friends", []),
        ("call 82111", []),
        ("the year 2026", []),
        ("a text in 2026", []),
    ],
)
def test_numbers_to_text_are_links(words: str, links: list[str]) -> None:
    assert re.findall(r'href="sms:([^"]+)"', linked(words)) == links


def test_every_number_to_text_of_the_directory_is_one_in_each_way_a_reply_prints_it(town_directory: Directory) -> None:
    contacts = [
        contact
        for service_id in town_directory.service_ids()
        for contact in town_directory.service(service_id).contacts
        if contact.kind == "text" and may_print(contact)
    ]
    assert contacts
    for contact in contacts:
        card = "_keyword" if contact.keyword else ""
        for name in (f"utter_card_text{card}", f"utter_card_or_text{card}", f"utter_card_contact_text{card}"):
            words = CARDS[name][0]["text"].format(name="X", number=contact.value, keyword=contact.keyword)
            assert f'href="sms:{contact.value.replace(" ", "")}' in linked(words), words


def test_a_link_changes_no_word() -> None:
    words = "X: call 0300 123 6600 or text SHOUT to 85258 & <wait>"
    assert linked(words).striptags() == words
