"""SMS Gateway for Android: a phone with its own REST server, and its signed events."""

from __future__ import annotations

import base64
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import answering, outbox
from bot.sms.segmentation.fitting import Fitted
from tests.engine.agents import Listening, whole_reply
from tests.running import Answer
from tests.sms.texting import ANN, BOB, Gateway, android, event
from tests.standing import Standing
from tests.waiting import until, until_then

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage


@pytest.fixture
def in_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "fit", lambda messages: Fitted(("One.", "Two.", "Three."), (), ()))


def said(other_side: Gateway) -> list[tuple[str, str]]:
    return [(got.json["phoneNumbers"][0], got.json["textMessage"]["text"]) for got in other_side.got]


def test_a_text_gets_its_reply_through_the_phone_from_the_sim_that_it_came_to(
    app: Standing, agent: Listening, other_side: Gateway
) -> None:
    answer = android(app.call, event("i want to stop taking heroin"))
    assert (answer.status, answer.body) == (204, b"")
    (got,) = other_side.wait(1)
    assert (got.method, got.path) == ("POST", "/message")
    assert got.headers["authorization"] == "Basic " + base64.b64encode(b"sms:pass").decode()
    found = got.json
    assert "900123" not in found.pop("id")
    assert found == {
        "textMessage": {"text": "Hello."},
        "phoneNumbers": [ANN],
        "simNumber": 2,
        "ttl": 900,
        "priority": 127,
        "withDeliveryReport": False,
    }
    assert agent.heard == ["i want to stop taking heroin"]


@pytest.mark.parametrize("sim", [None, 0, "2", True, -1])
def test_without_a_sim_the_phone_chooses(app: Standing, other_side: Gateway, sim: Any) -> None:
    android(app.call, event("hello", simNumber=sim))
    (got,) = other_side.wait(1)
    assert "simNumber" not in got.json


@pytest.mark.parametrize("text", ["é ünïcödé 😢", "Привіт", "line\nline", 'a "\\ b'])
def test_every_letter_comes_through(app: Standing, agent: Listening, text: str) -> None:
    android(app.call, event(text))
    assert [heard.split() for heard in agent.heard] == [text.split()]


def test_an_older_app_says_phone_number(app: Standing, other_side: Gateway) -> None:
    found = event("hello", phoneNumber="07700 900456")
    del found["payload"]["sender"]
    assert android(app.call, found).status == 204
    other_side.wait(1)
    assert said(other_side) == [("07700900456", "Hello.")]


@pytest.mark.usefixtures("in_three")
def test_several_texts_go_in_order_and_the_first_first(app: Standing, other_side: Gateway) -> None:
    android(app.call, event("hello"))
    other_side.wait(3)
    assert said(other_side) == [(ANN, "One."), (ANN, "Two."), (ANN, "Three.")]
    assert [got.json["priority"] for got in other_side.got] == [127, 126, 125]
    assert len({got.json["id"] for got in other_side.got}) == 3


def test_the_same_event_again_is_taken_and_sent_once(app: Standing, agent: Listening, other_side: Gateway) -> None:
    statuses = [android(app.call, event("hello")).status for _ in range(3)]
    # A second webhook for the same text has an event of its own.
    statuses.append(android(app.call, {**event("hello"), "id": "another"}).status)
    assert statuses == [204] * 4
    other_side.stays(1)
    assert len(agent.heard) == 1


def test_many_at_once_are_sent_once(app: Standing, agent: Listening, other_side: Gateway) -> None:
    found = event("hello")
    threads = [threading.Thread(target=android, args=(app.call, found)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other_side.stays(1)
    assert len(agent.heard) == 1


def test_two_people_who_both_text_help_in_one_second_are_both_answered(app: Standing, other_side: Gateway) -> None:
    """The app makes the id out of the words."""
    for sender in (ANN, BOB):
        android(app.call, event("help", sender))
    other_side.wait(2)
    assert [number for number, _ in said(other_side)] == [ANN, BOB]


def test_a_phone_that_is_busy_gets_it_again(app: Standing, other_side: Gateway) -> None:
    other_side.next = [503, 404]
    assert android(app.call, event("hello")).status == 204
    sent, asked, again = other_side.wait(3)
    assert (sent.path, asked.method, asked.path) == ("/message", "GET", f"/message/{sent.json['id']}")
    assert again.json == sent.json


def test_a_phone_that_took_it_and_could_not_say_so_does_not_get_it_again(app: Standing, other_side: Gateway) -> None:
    other_side.next, other_side.usual = [500], 200
    android(app.call, event("hello"))
    other_side.wait(2)
    other_side.stays(2)
    assert [got.method for got in other_side.got] == ["POST", "GET"]


def test_a_reply_that_a_phone_refuses_goes_out_once_its_login_is_right(
    app: Standing, agent: Listening, other_side: Gateway
) -> None:
    other_side.next = [401, 401]
    refused = b"texts do not go out by android: the login in the settings is refused"
    for status, is_refused in ((503, True), (503, True), (204, False)):
        assert android(app.call, event("what is naloxone please")).status == status
        assert (refused in app.call("GET", "/healthz").body) == is_refused
    assert [got.json["textMessage"]["text"] for got in other_side.got] == ["Hello."] * 3
    assert agent.heard == ["what is naloxone please"]


def test_a_picture_without_words_gets_a_text_about_pictures(app: Standing, other_side: Gateway) -> None:
    found = event("")
    del found["payload"]["message"]
    android(app.call, {**found, "event": "mms:received"})
    other_side.wait(1)
    assert "pictures" in said(other_side)[0][1]


@pytest.mark.parametrize("kind", ["sms:sent", "sms:delivered", "sms:failed", "system:ping", "sms:data-received", "new"])
def test_other_events_are_taken_and_not_answered(
    app: Standing, agent: Listening, other_side: Gateway, kind: str
) -> None:
    assert android(app.call, {**event("hello"), "event": kind}).status == 204
    other_side.stays(0, 0.1)
    assert agent.heard == []


@pytest.mark.parametrize("sender", ["82228", "Barclays", "+60777"])
def test_a_short_code_or_a_name_gets_nothing(app: Standing, other_side: Gateway, sender: str) -> None:
    assert android(app.call, event("your code is 1234", sender)).status == 204
    other_side.stays(0, 0.1)


def test_without_a_model_the_card_goes_out(app: Standing, net: SafetyNet, other_side: Gateway) -> None:
    net.agent = None
    android(app.call, event("my mate wont wake up"))
    other_side.wait(1)
    assert said(other_side)[0][1].startswith("Call 999 now")


def test_a_text_that_met_no_room_is_answered_once_there_is_room(
    app: Standing, agent: Listening, other_side: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "MOST_AT_ONCE", 0)
    assert {android(app.call, event("what is naloxone please")).status for _ in range(20)} == {503}
    monkeypatch.undo()
    assert android(app.call, event("what is naloxone please")).status == 204
    other_side.wait(1)
    assert (said(other_side), agent.heard) == ([(ANN, "Hello.")], ["what is naloxone please"])


def test_an_emergency_is_taken_while_others_are_told_to_come_again(
    app: Standing, net: SafetyNet, other_side: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    net.agent = None
    monkeypatch.setattr(outbox, "MOST_AT_ONCE", 50)
    assert android(app.call, event("hello")).status == 503
    assert android(app.call, event("my mate wont wake up", BOB)).status == 204
    other_side.wait(1)
    assert {number for number, _ in said(other_side)} == {BOB}


@dataclass
class Slow:
    """Takes longer than the phone waits, which hangs up meanwhile."""

    heard: list[str] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        await until_then(self.hung_up.is_set)
        await whole_reply(message)


def test_a_phone_that_hangs_up_meanwhile_gets_the_reply_once(
    app: Standing, net: SafetyNet, other_side: Gateway
) -> None:
    net.agent = slow = Slow()

    def hung_up(method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        with socket.create_connection(("127.0.0.1", app.port)) as phone:
            lines = [f"{method} {path} HTTP/1.1", "Host: hub", f"Content-Length: {len(body)}"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            phone.sendall("\r\n".join([*lines, "", ""]).encode() + body)
            until(lambda: slow.heard)
        slow.hung_up.set()
        return Answer(0, {}, b"")

    android(hung_up, event("hello"))
    assert android(app.call, event("hello")).status == 204
    other_side.wait(1)
    other_side.stays(1)
    assert slow.heard == ["hello"]


@pytest.mark.parametrize("kind", ["mms:received", "sms:received"])
def test_a_text_whose_words_are_null_gets_a_reply_too(
    app: Standing, agent: Listening, other_side: Gateway, kind: str
) -> None:
    assert android(app.call, {**event("", message=None), "event": kind}).status == 204
    assert "999" in other_side.wait(1)[0].json["textMessage"]["text"]
    assert agent.heard == []
