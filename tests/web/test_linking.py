"""Numbers in a reply become links, and nothing else does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.web.linking import linked
from bot.web.scripts import PATTERN, joined
from directory.freshness import may_print
from directory.store import Directory
from tests.rows import each_row
from tests.waiting import PATIENCE

CARDS = YAML(typ="safe").load(ROOT / "data" / "replies" / "cards.yml")["responses"]
CASES = YAML(typ="safe").load(Path(__file__).with_name("linking.yml"))
# As much of a page as the module asks for: an element knows its attributes and what is inside.
RUN = """
const location = { href: "http://localhost/" };
globalThis.document = {
  createElement: () => ({
    attributes: {}, children: [],
    setAttribute(name, value) { this.attributes[name] = value; },
    append(...more) { this.children.push(...more); },
  }),
};
const inside = (node) => (typeof node === "string" ? [node] : [node, ...node.children.flatMap(inside)]);
console.log(JSON.stringify(CASES.map((words) => {
  const all = lines(words, { links: true }).flatMap(inside);
  return [all.filter((one) => typeof one === "string").join(""), all.flatMap((one) => one.attributes?.href ?? [])];
})));
"""


@each_row("row", CASES, ids=lambda row: row["says"])
def test_numbers_are_links_to_call_or_to_text(row: dict[str, Any]) -> None:
    assert re.findall(r'href="([^"]+)"', linked(row["says"])) == row["links"]


@pytest.mark.process
def test_the_script_links_the_same_numbers_and_changes_no_word() -> None:
    script = joined("link.js", {"number": PATTERN}) + RUN
    done = subprocess.run(
        [Path(sys.executable).with_name("deno"), "run", "--quiet", "--no-remote", "-"],
        input=f"const CASES = {json.dumps([row['says'] for row in CASES])};\n{script}",
        capture_output=True, text=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert [words for words, _ in found] == [row["says"] for row in CASES]
    assert {row["says"]: links for row, (_, links) in zip(CASES, found, strict=True)} == {
        row["says"]: row["links"] for row in CASES
    }


def test_words_are_escaped_before_numbers_are_linked() -> None:
    assert linked("<b>999</b>") == '&lt;b&gt;<a dir="ltr" href="tel:999">999</a>&lt;/b&gt;'


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


def test_where_nothing_can_be_opened_the_same_is_clear_to_see() -> None:
    words = "ابھی 999 پر، go to https://x.example, email a@x.example or text SHOUT to 85258"
    shown = linked(words, links=False)
    assert "<a " not in shown
    assert re.findall(r'<strong dir="ltr" class="(\w+)">([^<]+)', shown) == [
        ("number", "999"), ("web", "https://x.example"), ("mail", "a@x.example"), ("number", "85258"),
    ]  # fmt: skip
    assert shown.striptags() == words
