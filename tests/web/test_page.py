"""The page at `/`: forms alone, no script, the same replies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.web.page import linked
from tests.engine.agents import Listening
from tests.standing import Standing, standing

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MENU = [{"title": "My own use", "payload": "/treatment"}]
CONVERSATION = re.compile(r'name="conversation" value="([0-9a-f]{48,})"')


@pytest.fixture
def agent() -> Listening:
    return Listening(MENU)


@pytest.fixture
def app(last_resort: LastResort, built: Path, agent: Listening) -> Iterator[Standing]:
    with standing(SafetyNet(last_resort, agent), built) as running:
        yield running


def send(app: Standing, **fields: str) -> str:
    answer = app.call("POST", "/", urlencode(fields).encode(), FORM)
    assert answer.status == 200
    return answer.body.decode()


def conversation_in(page: str) -> str:
    found = CONVERSATION.search(page)
    assert found
    return found[1]


def test_each_visit_begins_a_conversation_of_its_own(app: Standing) -> None:
    ids = {conversation_in(app.call("GET", "/").body.decode()) for _ in range(5)}
    assert len(ids) == 5


def test_a_conversation_goes_on_over_several_messages(app: Standing, agent: Listening) -> None:
    begun = conversation_in(app.call("GET", "/").body.decode())
    page = send(app, conversation=begun, message="hello")
    assert conversation_in(page) == begun
    assert agent.senders == [begun]
    assert "Hello." in page


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "default",
        "a",
        "../../etc",
        "0" * 31,
        "0" * 33,
        "G" * 32,
        "<b>" + "0" * 29,
        "0" * 32 + "\n",
        "0" * 48,
        "f" * 48,
    ],
)
def test_nobody_chooses_the_id_of_a_conversation(app: Standing, agent: Listening, chosen: str) -> None:
    page = send(app, conversation=chosen, message="hello")
    assert conversation_in(page) != chosen
    assert agent.senders != [chosen]


def test_a_button_works_in_the_conversation_that_was_offered_it_alone(app: Standing, agent: Listening) -> None:
    begun = conversation_in(send(app, message="hello"))
    send(app, conversation=begun, message="/treatment")
    send(app, conversation="f" * 32, message="/treatment")
    assert agent.heard[1:] == ["/treatment", "treatment"]


@pytest.mark.parametrize(
    "said",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "{% raw %}"],
)
def test_what_is_typed_never_becomes_part_of_the_page(app: Standing, said: str) -> None:
    page = send(app, message=said)
    assert said not in page
    assert ">49<" not in page


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"message=",
        b"message=%ff%fe",
        b"\xff\x00",
        b"message=a&message=b",
        b"&&&===",
        b"conversation=x" * 1000,
        b"message=" + b"a" * 1_000_000,
    ],
    ids=["nothing", "empty", "bad-escapes", "binary", "twice", "separators", "many", "1-MB"],
)
@pytest.mark.parametrize(
    "content_type", [FORM["Content-Type"], "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", ""]
)
def test_no_form_is_met_with_silence(app: Standing, body: bytes, content_type: str) -> None:
    answer = app.call("POST", "/", body, {"Content-Type": content_type})
    assert answer.status == 200, answer.body
    assert b"Hello." in answer.body


def test_a_form_that_is_too_large_is_refused_in_one_line(app: Standing) -> None:
    answer = app.call("POST", "/", b"message=" + b"a" * 2_100_000, FORM)
    assert answer.status == 413
    assert b"Traceback" not in answer.body


def test_nothing_of_it_is_kept_by_the_browser_or_sent_on(app: Standing) -> None:
    answer = app.call("GET", "/")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


def test_the_page_asks_for_nothing_from_elsewhere(app: Standing) -> None:
    page = app.call("GET", "/").body.decode()
    assert "<script" not in page
    assert re.findall(r'(?:src|href|action)="(?!tel:)(https?:|//)', page) == []
    assert 'href="tel:999"' in page


@pytest.mark.parametrize(
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
    ],
)
def test_numbers_to_call_are_links(words: str, links: list[str]) -> None:
    assert re.findall(r'href="tel:(\d+)"', linked(words)) == links


def test_words_are_escaped_before_numbers_are_linked() -> None:
    assert linked("<b>999</b>") == '&lt;b&gt;<a href="tel:999">999</a>&lt;/b&gt;'
