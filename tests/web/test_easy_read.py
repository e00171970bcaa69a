"""Easy read on our own pages: beside the ordinary words of each answer, and kept nowhere but in the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.engine.reply import with_last_words
from bot.web import wording
from bot.web.layout import Layout
from bot.web.rows import easy_of, easy_rows_of
from directory.live import LiveDirectory
from tests.conversing import Conversation, entity
from tests.engine.agents import Listening
from tests.standing import Standing
from tests.web.speaking import as_bytes, post, start
from tests.web.submitting import STARTING, conversation_in, send

EASY = {"easy": True}
CHECKED = re.compile(r'<input type="checkbox" id="easy"[^>]* checked>')
pytestmark = pytest.mark.usefixtures("actions_directory")


@pytest.fixture
def layout(built: Path) -> Layout:
    words = wording.load(longest=1)
    return Layout(LiveDirectory(built), words.ways, words.as_told, words.unreviewed_in)


def heard(intent: str, *entities: dict[str, Any], **beside: Any) -> list[dict[str, Any]]:
    return Conversation(channel="web", metadata=beside).hear(intent, entities=list(entities))


def words_of(messages: list[dict[str, Any]]) -> str:
    return "\n".join(message["text"] for message in messages if message.get("text"))


def test_whoever_does_not_ask_for_it_gets_none() -> None:
    assert easy_of(heard("treatment")) == []


def test_it_stands_beside_the_words_which_stay_as_they_are() -> None:
    plain, both = heard("treatment"), heard("treatment", **EASY)
    assert words_of(both) == words_of(plain)
    (row,) = easy_of(both)
    assert row["text"].startswith("There is help to cut down, to stop, or to stay safer. It is for adults.\nInclusion")
    assert (row["language"], row["pictures"]) == ("en", ["person", "call", "call"])


def test_a_reply_without_it_is_shown_in_its_ordinary_words() -> None:
    assert easy_of(heard("thanks", **EASY)) == []


def test_steps_are_numbered_and_have_their_pictures(layout: Layout) -> None:
    added = layout.added(heard("emergency", entity("danger", "cannot-wake"), **EASY))
    ((rows, _), *_) = easy_rows_of(added)
    steps, *rest = rows
    assert [picture for picture, _ in steps] == ["ambulance", "side", "breathe", "talk", "talk"]
    assert steps[0][1].startswith("Call 999 now.")
    assert all(picture for picture, _ in rest)


def test_the_first_service_is_a_card_in_easy_read_too(layout: Layout) -> None:
    added = layout.added(heard("treatment", **EASY))
    ((rows, _),) = easy_rows_of(added)
    assert (rows[1][0], rows[1][1]["name"]) == ("call", added[-1]["custom"]["layout"]["card"]["name"])


@pytest.mark.parametrize("danger", ["cannot-wake", "opioids", "swallowed", "attacked", "gas", "electric", "unknown"])
def test_an_emergency_begins_with_999_and_says_no_step_less(danger: str) -> None:
    messages = heard("emergency", entity("danger", danger), **EASY)
    text = "\n".join(row["text"] for row in easy_of(messages))
    assert "999" in text[:80]
    plain = words_of(messages)
    assert len(re.findall(r"\d+", text)) >= len(set(re.findall(r"\d+", plain)))


def test_what_is_said_last_of_all_is_said_in_easy_read_too() -> None:
    told = with_last_words(heard("treatment", **EASY), "Tell me again.")
    assert easy_of(told)[-1] == {"text": "Tell me again.", "language": "en", "pictures": [""]}


@pytest.mark.parametrize("easy", ["yes", 1, None])
def test_a_program_asks_for_it_by_yes_or_no(app: Standing, easy: object) -> None:
    answer = post(app, "message", as_bytes(conversation=start(app), message="hello", easy=easy))
    assert (answer.status, answer.json["code"]) == (400, "malformed")


def test_pages_ask_for_it_and_programs_by_themselves_do_not(app: Standing, agent: Listening) -> None:
    token = start(app)
    post(app, "message", as_bytes(conversation=token, message="hello"))
    post(app, "message", as_bytes(conversation=token, message="hello", easy=True))
    send(app, message="hello")
    assert agent.beside == [None, EASY, EASY]


@pytest.mark.parametrize("start", STARTING[:2])
def test_the_switch_stays_as_it_is_from_answer_to_answer(app: Standing, start: str) -> None:
    page = send(app, message="hello")
    assert not CHECKED.search(page)
    page = send(app, conversation=conversation_in(page), message="hello", easy="yes")
    assert CHECKED.search(page)
    assert CHECKED.search(send(app, conversation=conversation_in(page), start=start, easy="yes"))
    assert not CHECKED.search(send(app, conversation=conversation_in(page), message="hello"))


def test_there_is_no_easy_read_in_the_widget(app: Standing) -> None:
    assert b"pictures/" not in app.call("GET", "/widget.js").body
    assert b"pictures/" in app.call("GET", "/page.js").body


def test_there_is_no_picture_but_ours(app: Standing) -> None:
    assert app.call("GET", "/pictures/call.svg").headers["content-type"] == "image/svg+xml"
    assert [app.call("GET", f"/pictures/{name}").status for name in ("nothing.svg", "steps.yml")] == [404, 404]
