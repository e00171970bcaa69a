"""The page at `/`: forms alone, no script, the same replies."""

from __future__ import annotations

import re

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.web.wording import EMERGENCY_NUMBER
from directory.store import Directory
from tests.engine.agents import Listening, Saying
from tests.rows import each_row
from tests.running import FORM
from tests.standing import Standing
from tests.web.submitting import STARTING, conversation_in, send, submit


def test_each_visit_begins_a_conversation_of_its_own(app: Standing) -> None:
    ids = {conversation_in(app.call("GET", "/").body.decode()) for _ in range(5)}
    assert len(ids) == 5


def test_a_conversation_goes_on_over_several_messages(app: Standing, agent: Listening) -> None:
    begun = conversation_in(app.call("GET", "/").body.decode())
    page = send(app, conversation=begun, message="hello")
    assert conversation_in(page) == begun
    assert agent.senders == [begun]
    assert "Hello." in page


@each_row(
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
    assert chosen not in agent.senders


def test_a_button_works_in_the_conversation_that_was_offered_it_alone(app: Standing, agent: Listening) -> None:
    begun = conversation_in(send(app, message="hello"))
    send(app, conversation=begun, message="/treatment")
    send(app, conversation="f" * 32, message="/treatment")
    assert agent.heard[1:] == ["/treatment", "treatment"]


@each_row(
    "said",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "{% raw %}"],
)
def test_what_is_typed_never_becomes_part_of_the_page(app: Standing, said: str) -> None:
    page = send(app, message=said)
    assert page.count(said) == ("<" not in said)
    assert ">49<" not in page


@each_row(
    "body",
    [
        b"",
        b"message=",
        b"message=%ff%fe",
        b"\xff\x00",
        b"message=a&message=b",
        b"&&&===",
        b"conversation=x" * 1000,
        b"message=" + b"%61" * 1000,
    ],
    ids=["nothing", "empty", "bad-escapes", "binary", "twice", "separators", "many", "the-longest"],
)
@each_row(
    "content_type", [FORM["Content-Type"], "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", ""]
)
def test_no_form_is_met_with_silence(app: Standing, body: bytes, content_type: str) -> None:
    answer = app.call("POST", "/", body, {"Content-Type": content_type})
    if body and content_type != FORM["Content-Type"]:
        assert answer.status == 415, answer.body
        assert b"I could not read what it sent." in answer.body
    else:
        assert answer.status == 200, answer.body
        assert b"Hello." in answer.body


@each_row(
    ("body", "heard"),
    [
        pytest.param(b"message=he+cant+breathe+\x92", "he cant breathe \ufffd", id="raw-byte"),
        pytest.param(b"message=he+cant+breathe+%92", "he cant breathe \ufffd", id="escaped-byte"),
        pytest.param(b"message=a&message=b", "a", id="twice"),
        pytest.param(b"x=1&" * 199 + b"message=hi", "hi", id="two-hundredth-field"),
    ],
)
def test_one_odd_byte_takes_no_words_away(app: Standing, agent: Listening, body: bytes, heard: str) -> None:
    assert app.call("POST", "/", body, FORM).status == 200
    assert agent.heard[-1] == heard


def test_a_form_of_a_great_many_fields_is_read_to_a_bound(app: Standing, agent: Listening) -> None:
    """Half a million of them held everybody up for most of a second."""
    assert app.call("POST", "/", b"a=b&" * 400_000 + b"message=hi", FORM).status == 200
    assert agent.heard == ["/nlu_fallback"]


OFFERED = [{"title": "Somebody else", "payload": "/family"}, {"title": "The law", "payload": "/law"}]


class TestButtonsBelowAReply:
    @pytest.fixture
    def agent(self) -> Listening:
        return Listening(OFFERED)

    def test_they_are_no_words(self, app: Standing, agent: Listening) -> None:
        page = send(app, message="hello")
        assert re.findall(r'name="press" value="([^"]+)"', page) == ["/family", "/law"]
        send(app, conversation=conversation_in(page), press="/law")
        assert agent.heard == ["hello", "/law"]

    def test_one_that_is_on_the_start_too_works_though_the_chat_is_lost(self, app: Standing, agent: Listening) -> None:
        page = send(app, conversation="f" * 72, press="/family")
        assert agent.heard == ["/family"]
        assert "I have lost what we said before." in page

    @pytest.mark.parametrize("conversation", ["", "f" * 72])
    @pytest.mark.parametrize("payload", ["/law", "/restart", "law"])
    def test_another_is_not_read_as_a_word(
        self, app: Standing, agent: Listening, conversation: str, payload: str
    ) -> None:
        answer = submit(app, "/", conversation=conversation, press=payload)
        page = answer.body.decode()
        assert answer.status == 409
        assert "That button belongs to an answer from before." in page
        assert re.findall(r'name="start" value="([^"]+)"', page) == STARTING
        assert payload not in page.partition("<textarea")[2].partition("</textarea>")[0]
        assert agent.heard == []


def test_a_form_that_is_too_large_is_refused_in_one_line(app: Standing) -> None:
    answer = app.call("POST", "/", b"message=" + b"a" * 2_100_000, FORM)
    assert answer.status == 413
    assert b"Traceback" not in answer.body


def test_the_page_asks_for_nothing_from_elsewhere(app: Standing) -> None:
    page = app.call("GET", "/").body.decode()
    (script,) = re.findall(r"<script.*?>", page)
    assert re.fullmatch(r'<script type="module" src="/page\.js\?v=[0-9a-f]{16}">', script)
    assert re.findall(r'(?:src|href|action)="(?!tel:)(https?:|//)', page) == []
    assert 'href="tel:999"' in page


@each_row("path", ["/", "/privacy"])
def test_the_way_to_999_stands_first_and_needs_no_bot(app: Standing, path: str, town_directory: Directory) -> None:
    page = app.call("GET", path).body.decode()
    body = page.partition("<body>")[2]
    first = re.sub(r'<button[^>]*class="first">[^<]*</button>', "", body)
    assert re.sub(r"<[^>]+>", "", first).strip().startswith("In danger? Call 999")
    phone = town_directory.service("emergency-999").contact("phone")
    assert phone
    assert phone.value == EMERGENCY_NUMBER


def test_the_main_numbers_stand_in_the_page_as_links(app: Standing, last_resort: LastResort) -> None:
    page = app.call("GET", "/").body.decode()
    assert re.sub(r"<[^>]+>", "", page).count(last_resort.card[-1]) == 1
    assert 'href="tel:0800555111"' in page


def test_the_page_says_what_it_is_and_what_others_may_keep(app: Standing) -> None:
    page = " ".join(app.call("GET", "/").body.decode().split())
    assert "I am a computer, not a person and not the police." in page
    assert "Nobody reads what you write and nothing is passed on." in page
    assert "We do not keep what you write. Your phone, this browser and your phone company may." in page
    assert 'href="/privacy"' in page


def test_the_start_has_a_button_for_each_common_need(app: Standing) -> None:
    page = app.call("GET", "/").body.decode()
    assert re.findall(r'name="start" value="([^"]+)"', page) == STARTING


@each_row("payload", STARTING)
def test_a_button_of_the_start_leads_where_it_says(app: Standing, agent: Listening, payload: str) -> None:
    begun = conversation_in(app.call("GET", "/").body.decode())
    page = send(app, conversation=begun, start=payload)
    assert (agent.heard[-1], agent.senders[-1]) == (payload, begun)
    assert 'name="start"' not in page.partition('class="topics"')[0]


@each_row("made_up", ["/restart", "/session_start", '/crisis{"topic": "law"}', "treatment", ""])
def test_the_start_has_no_other_buttons(app: Standing, agent: Listening, made_up: str) -> None:
    agent.heard.clear()
    send(app, start=made_up, message="hello")
    assert agent.heard == ["hello"]


def test_what_a_button_of_the_start_would_send_is_text_where_it_is_typed(app: Standing, agent: Listening) -> None:
    send(app, message="/treatment")
    assert agent.heard == ["treatment"]


@each_row("headers", [{}, {"Origin": "null"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}])
def test_a_form_of_our_own_is_taken_though_it_hides_its_origin(app: Standing, headers: dict[str, str]) -> None:
    assert submit(app, "/", headers, message="hello").status == 200


@each_row("headers", [{"Origin": "https://evil.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}])
def test_a_form_of_a_foreign_page_is_not_sent_and_stands_in_the_box(
    app: Standing, agent: Listening, headers: dict[str, str]
) -> None:
    agent.heard.clear()
    answer = submit(app, "/", headers, message="what can i do")
    assert (answer.status, agent.heard) == (403, [])
    assert b">what can i do</textarea>" in answer.body


def test_a_number_to_text_is_a_link_in_a_reply(app: Standing, net: SafetyNet) -> None:
    signpost = {"custom": {"signpost": {"route": "advice", "services": ["frank"], "language": "en"}}}
    net.agent = Saying([{"recipient_id": "a", "text": "FRANK: call 0300 123 6600 or text 82111"}, signpost])
    page = send(app, message="hello")
    links = re.findall(r'<a class="way [a-z]+" dir="ltr" href="([^"]+)">([^<]+)</a>', page)
    assert {("tel:03001236600", "Call 0300 123 6600"), ("sms:82111", "Text 82111")} <= set(links)


def test_a_page_with_an_answer_stays_without_the_script(app: Standing) -> None:
    assert "<script" not in send(app, message="hello")


@each_row("address", ["/clear", "/leave"])
def test_the_address_of_a_form_opened_by_itself_leads_to_the_start(app: Standing, address: str) -> None:
    answer = app.call("GET", address)
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_who_only_asks_whether_it_is_up_is_told(app: Standing) -> None:
    assert app.call("HEAD", "/").status == 200


def test_a_chat_that_is_over_says_that_it_starts_anew(app: Standing) -> None:
    begun = conversation_in(app.call("GET", "/").body.decode())
    submit(app, "/leave", conversation=begun)
    page = send(app, conversation=begun, message="hello")
    assert "I have lost what we said before." in page
    assert "Hello." in page
