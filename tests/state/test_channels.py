"""Two whole servers that share a Valkey: what one of them knows of a person the other knows too."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.sms import answering
from bot.sms.gateways import kannel as kannel_module
from bot.sms.held import HeldReplies
from bot.sms.outbox import Outbox, Waiting
from bot.sms.segmentation.fitting import Fitted
from bot.state.settings import StateSettings
from tests.engine.agents import Listening
from tests.running import FORM, JSON, Answer, text
from tests.sms.talking import BUTTONS
from tests.sms.texting import Call, Gateway, android, event, everything, gateway, kannel, messages, rapidpro, twilio
from tests.standing import Standing, standing
from tests.state.engines import Valkey
from tests.waiting import until, until_then

LOST = "I cannot see that now"


@pytest.fixture
def phone() -> Iterator[Gateway]:
    with gateway() as found:
        yield found


@pytest.fixture
def agents() -> tuple[Listening, Listening]:
    return Listening(BUTTONS), Listening(BUTTONS)


@pytest.fixture
def two(
    valkey: Valkey,
    last_resort: LastResort,
    built: Path,
    agents: tuple[Listening, Listening],
    phone: Gateway,
) -> Iterator[tuple[Standing, Standing]]:
    settings = StateSettings(valkey.url, b"k" * 32, seconds=2.0)
    one, other = (SafetyNet(last_resort, agent, state=settings.made()) for agent in agents)
    sms = everything(phone.url)
    with standing(one, built, sms=sms) as first, standing(other, built, sms=sms) as second:
        yield first, second


def begin(app: Standing) -> str:
    return str(app.call("POST", "/webhooks/web/start").json["conversation"])


def send(app: Standing, path: str, **body: str) -> tuple[int, list[dict[str, object]]]:
    answer = app.call("POST", f"/webhooks/web/{path}", json.dumps(body).encode(), JSON)
    return answer.status, answer.json if answer.body else []


def test_a_conversation_begun_at_one_goes_on_at_the_other(two: tuple[Standing, Standing]) -> None:
    one, other = two
    conversation = begin(one)
    assert send(other, "message", conversation=conversation, message="hello")[0] == 200


def test_a_button_that_one_offered_is_taken_by_the_other(
    two: tuple[Standing, Standing], agents: tuple[Listening, Listening]
) -> None:
    one, other = two
    conversation = begin(one)
    send(one, "message", conversation=conversation, message="hello")
    status, _ = send(other, "message", conversation=conversation, press="/treatment")
    assert (status, agents[1].heard) == (200, ["/treatment"])


def test_whoever_left_at_one_has_left_at_the_other(two: tuple[Standing, Standing]) -> None:
    one, other = two
    conversation = begin(one)
    send(one, "message", conversation=conversation, message="hello")
    send(one, "leave", conversation=conversation)
    assert send(other, "message", conversation=conversation, message="hello")[0] == 410


def test_a_page_that_is_sent_again_after_leaving_is_refused_by_the_other(two: tuple[Standing, Standing]) -> None:
    one, other = two
    conversation = begin(one)
    body = f"conversation={conversation}&turn=0&message=hello".encode()
    assert one.call("POST", "/", body, FORM).status == 200
    one.call("POST", "/leave", body, FORM)
    assert other.call("POST", "/", body, FORM).status == 410


def test_a_text_that_is_handed_over_again_to_the_other_gets_the_same_answer(
    two: tuple[Standing, Standing], agents: tuple[Listening, Listening]
) -> None:
    one, other = two
    first = messages(twilio(one.call, "hello"))
    assert messages(twilio(other.call, "hello")) == first
    assert agents[1].heard == []


def test_one_that_is_sent_by_a_call_is_not_sent_twice(two: tuple[Standing, Standing], phone: Gateway) -> None:
    one, other = two
    android(one.call, event("hello"))
    android(other.call, event("hello"))
    phone.stays(1)


@pytest.fixture
def with_a_place(monkeypatch: pytest.MonkeyPatch) -> list[HeldReplies]:
    """Those whose outbox would outlive them by now."""
    found, find = [], HeldReplies._find_a_slot

    async def finding(held: HeldReplies, send: Callable[[Waiting], None]) -> None:
        await find(held, send)
        found.append(held)

    monkeypatch.setattr(HeldReplies, "_find_a_slot", finding)
    return found


@pytest.fixture
def stops_there(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whoever first tells others what lies in its outbox does nothing after that until the test is over."""
    told, goes_on, hold = threading.Event(), threading.Event(), Outbox.hold
    entered: list[Outbox] = []

    async def stopping(outbox: Outbox) -> None:
        entered.append(outbox)
        is_first = len(entered) == 1
        await hold(outbox)
        told.set()
        if is_first:
            await until_then(goes_on.is_set)

    monkeypatch.setattr(Outbox, "hold", stopping)
    yield told
    goes_on.set()


@pytest.mark.parametrize(
    ("hands_over", "sent"),
    [
        (lambda call: kannel(call, "hello"), 1),
        (lambda call: android(call, event("hello")), 2),
        (lambda call: rapidpro(call, "hello"), 4),
    ],
    ids=["kannel", "android", "rapidpro"],
)
def test_what_lies_in_the_outbox_of_a_worker_that_goes_no_further_the_other_does_not_send_too(
    with_a_place: list[HeldReplies],
    two: tuple[Standing, Standing],
    phone: Gateway,
    stops_there: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    hands_over: Callable[[Call], Answer],
    sent: int,
) -> None:
    """A kill just there had whoever was asked in its place answer the text as well as whoever took over its outbox."""
    monkeypatch.setattr(answering, "fit", lambda messages: Fitted(("One.", "Two."), (), ()))
    monkeypatch.setattr(kannel_module, "BEHIND_THE_FIRST", 0.0)
    until(lambda: len(with_a_place) == 2)
    one, other = two
    threading.Thread(target=hands_over, args=(one.call,), daemon=True).start()
    until(stops_there.is_set)
    assert hands_over(other.call).status in (200, 204)
    phone.stays(sent)


def test_what_one_could_not_hand_over_the_other_sends_when_it_comes_again(
    with_a_place: list[HeldReplies], two: tuple[Standing, Standing], phone: Gateway
) -> None:
    until(lambda: len(with_a_place) == 2)
    phone.next = [401]
    assert [android(app.call, event("hello")).status for app in two] == [503, 204]
    phone.stays(2)


def test_a_choice_that_one_texted_is_picked_at_the_other(
    two: tuple[Standing, Standing], agents: tuple[Listening, Listening]
) -> None:
    one, other = two
    twilio(one.call, "hello", sid="SM1")
    twilio(other.call, "1", sid="SM2")
    assert agents[1].heard == ["/treatment"]


def test_without_valkey_people_are_answered_and_told_what_is_forgotten(
    two: tuple[Standing, Standing], valkey: Valkey
) -> None:
    one, other = two
    one.say("hello")
    valkey.kill()
    assert LOST not in text(one.say("hello"))
    assert LOST in text(other.say("hello"))
    assert LOST not in text(other.say("hello"))
    health = other.call("GET", "/healthz")
    assert (health.status, health.json["status"]) == (200, "ok")
    assert "is not shared" in " ".join(health.json["problems"])
    assert b"signpost_state_up 0.0" in other.call("GET", "/metrics").body


def test_without_valkey_somebody_in_danger_reads_999_and_no_excuse(
    valkey: Valkey, last_resort: LastResort, built: Path
) -> None:
    valkey.kill()
    net = SafetyNet(last_resort, state=StateSettings(valkey.url, b"k" * 32).made())
    with standing(net, built) as app:
        said = text(app.say("my mate wont wake up"))
        assert said.startswith("Call 999 now")
        assert LOST not in said
        assert LOST in text(app.say("thank you"))
