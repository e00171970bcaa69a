"""How a reply is laid out: the card says what its line said, steps are the directory's, and no word is changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from actions.replies.first_aid import IF_SWALLOWED, STEPS
from bot.settings import ROOT
from bot.web import wording
from bot.web.layout import Layout
from bot.web.linking import linked
from bot.web.rows import rows_of
from directory.live import LiveDirectory
from tests.conversing import Conversation, entity
from tests.rows import each_row

NUMBER = re.compile(r"\d[\d ]*\d")
LINK = re.compile(r'href="([^"]+)"')
CARDED = ("treatment", "family", "advice", "report", "council", "fraud", "slavery", "police")
IN_GREAT_AGE = timedelta(days=4000)
pytestmark = pytest.mark.usefixtures("actions_directory")


@pytest.fixture
def layout(built: Path) -> Layout:
    words = wording.load(longest=1)
    return Layout(LiveDirectory(built), words.ways, words.as_told, words.unreviewed_in)


def added(layout: Layout, messages: list[dict[str, Any]]) -> dict[str, Any]:
    found = layout.added(messages)
    assert found[:-1] == messages[:-1]
    assert found[-1]["custom"]["signpost"] == messages[-1]["custom"]["signpost"]
    return found[-1]["custom"].get("layout", {})  # type: ignore[no-any-return]


@each_row("intent", CARDED)
def test_a_card_says_what_the_line_in_its_place_said(layout: Layout, intent: str) -> None:
    messages = Conversation().hear(intent)
    card = added(layout, messages)["card"]
    line = messages[card["message"]]["text"].split("\n")[card["line"]]
    said = " ".join([card["name"], *(way["label"] for way in card["ways"]), *card["facts"]])
    assert line.startswith(card["name"])
    assert set(NUMBER.findall(line)) <= set(NUMBER.findall(said))


def test_the_way_that_the_line_names_first_stands_first(layout: Layout) -> None:
    said = [{"text": "FRANK: text 82111 or call 0300 123 6600."}, {"custom": {"signpost": signpost("advice", "frank")}}]
    kinds = [way["kind"] for way in added(layout, said)["card"]["ways"]]
    assert kinds == ["text", "call", "web"]


def test_each_way_opens_what_it_says(layout: Layout) -> None:
    said = [{"text": "FRANK: call 0300 123 6600."}, {"custom": {"signpost": signpost("advice", "frank")}}]
    ways = [(way["label"], way["link"]) for way in added(layout, said)["card"]["ways"]]
    assert ways[:2] == [("Call 0300 123 6600", "tel:03001236600"), ("Text 82111", "sms:82111")]
    assert re.fullmatch(r"Go to [a-z.]+ https://[a-z.]+/?", " ".join(ways[2]))


def test_a_card_says_since_when_nobody_has_checked_its_number(layout: Layout) -> None:
    said = [{"text": "The NSPCC: call 0808 800 5000."}, {"custom": {"signpost": signpost("family", "nspcc")}}]
    with time_machine.travel(datetime.now(UTC) + IN_GREAT_AGE, tick=False):
        facts = added(layout, said)["card"]["facts"]
    assert [fact for fact in facts if re.fullmatch(r"\(Not checked since [A-Z][a-z]+ 20\d\d\.\)", fact)]


def test_a_service_named_within_a_sentence_has_no_card(layout: Layout) -> None:
    said = [{"text": "You can ask FRANK, 0300 123 6600."}, {"custom": {"signpost": signpost("advice", "frank")}}]
    assert added(layout, said) == {}


def test_the_steps_of_an_emergency_begin_with_999_and_end_with_the_directorys_last(layout: Layout) -> None:
    messages = Conversation().hear("emergency", "", [entity("danger", "cannot-wake")])
    found = added(layout, messages)
    rows, _ = rows_of(layout.added(messages))[found["steps"]["message"]]
    assert rows[0][0].startswith("Call 999 now")
    assert rows[0][1].startswith("If they are breathing")
    assert rows[0][-1].startswith("Tell them what you see.")
    assert len(rows) == 1


@each_row("danger", sorted({*STEPS, *IF_SWALLOWED, "unknown"}))
def test_whatever_the_danger_what_to_do_is_one_numbered_list(layout: Layout, danger: str) -> None:
    messages = layout.added(Conversation().hear("emergency", "", [entity("danger", danger)]))
    (steps, *_), *others = [rows for rows, _ in rows_of(messages)]
    assert "999" in steps[0]
    assert len(steps) > 1
    assert [row for rows in others for row in rows if "what they say" in row] == []


def test_what_is_numbered_beside_the_directorys_steps_is_said_in_an_emergency() -> None:
    said = (ROOT / "data" / "replies" / "emergency.yml").read_text(encoding="utf-8")
    assert [line for line in wording.load(longest=1).as_told if f"{line}\n" not in said] == []


def test_an_emergency_says_how_deaf_people_reach_999_by_name_and_with_a_link(layout: Layout) -> None:
    access = added(layout, Conversation().hear("emergency"))["access"]
    assert "Relay UK: 18000" in access
    assert "999 BSL app" in access
    assert LINK.findall(linked(access)) == ["tel:18000", "https://999bsl.co.uk", "sms:999"]


def test_easy_read_says_so_in_other_words_and_each_line_has_its_picture(layout: Layout) -> None:
    found = added(layout, Conversation("web", metadata={"easy": True}).hear("emergency"))
    access = found["easy"]["access"]
    assert access["text"] != found["access"]
    assert len(access["pictures"]) == len(access["text"].split("\n"))
    assert all(access["pictures"])
    assert LINK.findall(linked(access["text"])) == ["tel:18000", "https://999bsl.co.uk", "sms:999"]


@each_row("danger", ["not-breathing", "attacked"])
def test_steps_are_easier_in_easy_read_and_keep_their_pictures(layout: Layout, danger: str) -> None:
    messages = Conversation("web", metadata={"easy": True}).hear("emergency", "", [entity("danger", danger)])
    custom = layout.added(messages)[-1]["custom"]
    steps, easy = custom["layout"]["steps"], custom["layout"]["easy"]["steps"]
    assert steps["to"] == 4
    assert easy["to"] >= 4
    said = messages[steps["message"]]["text"].split("\n")
    easier = custom["easy"][easy["message"]]
    assert set(said[1:4]).isdisjoint(easier["text"].split("\n"))
    assert all(easier["pictures"][1:4])


def test_where_the_reply_says_it_already_it_is_not_said_twice(layout: Layout) -> None:
    said = [{"text": "Call 999. Relay UK: 18000."}, {"custom": {"signpost": signpost("emergency", "emergency-999")}}]
    assert "access" not in added(layout, said)


def test_without_a_directory_a_reply_stays_as_it_is(tmp_path: Path) -> None:
    layout = Layout(LiveDirectory(tmp_path / "none.sqlite"), {}, (), {"pl": "Nikt"})
    assert added(layout, Conversation().hear("treatment")) == {}
    in_polish = {"custom": {"signpost": {**signpost("emergency", "emergency-999"), "unreviewed": ["pl"]}}}
    assert added(layout, [{"text": "999"}, in_polish]) == {"unreviewed": {"text": "Nikt", "language": "pl"}}


@each_row("language", wording.load(longest=1).unreviewed_in)
def test_a_reply_in_a_language_that_nobody_has_reviewed_says_so_in_it(layout: Layout, language: str) -> None:
    english = Conversation().hear("emergency")
    marked = {**english[-1]["custom"]["signpost"], "unreviewed": [language]}
    found = added(layout, [*english[:-1], {"custom": {"signpost": marked}}])["unreviewed"]
    assert found == {"text": wording.load(longest=1).unreviewed_in[language], "language": language}
    assert "unreviewed" not in added(layout, english)


def signpost(route: str, service: str) -> dict[str, object]:
    return {"route": route, "services": [service], "language": "en", "languages": ["en"]}
