"""Leaving and clearing with forms alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.web.settings import WebSettings
from bot.web.view import LONDON
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.standing import Standing, standing
from tests.web.speaking import say
from tests.web.submitting import STARTING, conversation_in, send, submit

ELSEWHERE = "https://weather.example/havant"


@pytest.fixture
def for_elsewhere(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built, web=WebSettings(exit_url=ELSEWHERE)) as running:
        yield running


def test_leaving_erases_and_leads_to_a_neutral_page(for_elsewhere: Standing, net: SafetyNet) -> None:
    begun = conversation_in(send(for_elsewhere, message="hello"))
    answer = submit(for_elsewhere, "/leave", conversation=begun)
    assert (answer.status, answer.headers["location"], answer.body) == (303, ELSEWHERE, b"")
    assert net.offered.keys() == []
    assert say(for_elsewhere, begun, "hello").status == 410


def test_unless_told_otherwise_it_leads_to_the_weather(app: Standing) -> None:
    assert submit(app, "/leave").headers["location"] == "https://www.bbc.co.uk/weather"


@each_row("conversation", ["", "made-up", "f" * 72, "<b>"])
@each_row("origin", ["null", "https://evil.example", ""])
def test_leaving_works_from_wherever_and_with_whatever(app: Standing, conversation: str, origin: str) -> None:
    """Whoever presses it must be gone from the screen; where to is not theirs to choose."""
    answer = submit(app, "/leave", {"Origin": origin}, conversation=conversation, exit_url="https://evil.example")
    assert (answer.status, answer.headers["location"]) == (303, "https://www.bbc.co.uk/weather")


def test_clearing_erases_and_shows_the_start_with_a_new_conversation(app: Standing, net: SafetyNet) -> None:
    begun = conversation_in(send(app, message="hello"))
    answer = submit(app, "/clear", conversation=begun)
    page = answer.body.decode()
    assert answer.status == 200
    assert "This chat is cleared." in page
    assert re.findall(r'name="start" value="([^"]+)"', page) == STARTING
    assert conversation_in(page) != begun
    assert net.offered.keys() == []
    assert say(app, begun, "hello").status == 410


def test_a_message_after_leaving_is_answered_in_a_new_conversation(app: Standing, agent: Listening) -> None:
    """The page may stand open in another tab: what was typed there is not lost."""
    begun = conversation_in(send(app, message="hello"))
    submit(app, "/leave", conversation=begun)
    page = send(app, conversation=begun, message="hello again")
    assert conversation_in(page) != begun
    assert agent.heard == ["hello", "hello again"]


def turn_in(page: str) -> str:
    return re.findall(r'name="turn" value="(\d+)"', page)[-1]


def test_an_answer_is_not_shown_again_to_whoever_reloads_its_page_after_leaving(
    app: Standing, agent: Listening
) -> None:
    """Browsers send the form once more for that."""
    first = app.call("GET", "/").body.decode()
    begun = conversation_in(first)
    form = {"conversation": begun, "turn": turn_in(first), "message": "hello"}
    second = send(app, **form)
    submit(app, "/leave", conversation=begun)
    again = submit(app, "/", **form)
    assert again.status == 410
    assert "Hello." not in again.body.decode()
    assert "That chat is over" in again.body.decode()
    assert agent.heard == ["hello"]
    # What had not been sent is new.
    send(app, conversation=begun, turn=turn_in(second), message="hello again")
    assert agent.heard == ["hello", "hello again"]


@pytest.mark.parametrize("turn", ["", "x", "-1", "9" * 5000, "²"])
def test_whatever_stands_in_place_of_the_turn_what_was_typed_is_heard(
    app: Standing, agent: Listening, turn: str
) -> None:
    begun = conversation_in(send(app, message="hello"))
    submit(app, "/leave", conversation=begun)
    send(app, conversation=begun, turn=turn, message="hello again")
    assert agent.heard == ["hello", "hello again"]


def test_a_form_that_is_sent_again_in_a_chat_that_goes_on_is_answered_again(app: Standing, agent: Listening) -> None:
    begun = conversation_in(app.call("GET", "/").body.decode())
    for _ in range(2):
        send(app, conversation=begun, turn="0", message="hello")
    assert agent.heard == ["hello", "hello"]


def test_what_was_said_before_is_not_shown_again(app: Standing) -> None:
    begun = conversation_in(send(app, message="qqmarkqq"))
    assert "qqmarkqq" not in send(app, conversation=begun, message="hello")


def test_the_first_thing_that_tab_reaches_leaves(app: Standing) -> None:
    page = app.call("GET", "/").body.decode()
    first = re.search(r"<(?:a|button|input(?! type=.hidden)|textarea)\b[^>]*>", page)
    assert first
    assert first[0] == '<button type="submit" form="leave" class="first">'


def test_the_page_to_leave_to_here_shows_a_month_and_no_word_of_ours(app: Standing) -> None:
    page = app.call("GET", "/away").body.decode()
    assert re.sub(r"<[^>]+>", " ", page).split()[:3] == ["Calendar", "Calendar", datetime.now(LONDON).strftime("%B")]
    assert not re.search("drug|999|chat|script", page.replace("description", ""), re.IGNORECASE)
