"""Whatever fails, the person is answered; whatever is typed, it is text."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from bot.engine import safety_net
from bot.engine.lanes import MOST_AT_ONCE, Turns
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import NOTHING_SAID, SafetyNet
from bot.understanding.normalise import LONGEST
from tests.engine.agents import SIGNPOST, Hanging, Listening, Raising, Saying, Slow
from tests.rows import each_row
from tests.running import route, text
from tests.unhurried import SHIPPED
from tests.waiting import AN_HOUR

DANGER = "my mate wont wake up"
MENU = [{"title": "My own use", "payload": "/treatment"}, {"title": "Danger", "payload": "/emergency"}]


@pytest.fixture
def net(last_resort: LastResort) -> SafetyNet:
    # No turn gives way, however slow the machine.
    return SafetyNet(last_resort, _turns=Turns(gives_way=2 * AN_HOUR))


FAILING = [
    pytest.param(None, id="no-model"),
    pytest.param(Raising(), id="raises"),
    pytest.param(Hanging(), id="hangs"),
    pytest.param(Saying([]), id="says-nothing"),
    pytest.param(Saying([{"text": "  "}, {"custom": {"signpost": SIGNPOST}}]), id="says-only-spaces"),
    pytest.param(Saying([{"text": "Hello."}]), id="no-signpost"),
    pytest.param(Saying([{"custom": {"signpost": SIGNPOST}}, {"text": "Hello."}]), id="signpost-not-last"),
    pytest.param(
        Saying([{"text": "Hi"}, {"custom": {"signpost": {**SIGNPOST, "route": "weather"}}}]), id="unknown-route"
    ),
    pytest.param(Saying([{"text": "Hi"}, {"custom": {"signpost": {**SIGNPOST, "services": None}}}]), id="no-services"),
    pytest.param(Saying([{"text": "Hi"}, {"custom": None}]), id="broken-signpost"),
]


@pytest.mark.parametrize("agent", FAILING)
async def test_where_the_agent_fails_the_person_gets_the_last_resort_card(net: SafetyNet, agent: Any) -> None:
    net.agent = agent
    messages = await net.answer("who can help me", "a", channel="rest")
    assert messages == net.last_resort.messages("a", emergency=False)
    assert route(messages) == "fallback"


@pytest.mark.parametrize("agent", FAILING)
async def test_where_the_agent_fails_a_red_flag_still_gets_999(net: SafetyNet, agent: Any) -> None:
    net.agent = agent
    messages = await net.answer(DANGER, "a", channel="rest")
    assert route(messages) == "emergency"
    assert "999" in text(messages)[:80]


async def test_where_the_agent_fails_a_red_flag_in_polish_is_answered_in_polish_first(net: SafetyNet) -> None:
    net.agent = Hanging()
    first, second, third, *_, last = await net.answer("brat nie oddycha", "a", channel="rest")
    assert ("999" in first["text"], "FRANK" in second["text"], "999" in third["text"]) == (True, True, True)
    assert last["custom"]["signpost"]["languages"][:3] == ["pl", "pl", "en"]
    assert last["custom"]["signpost"]["unreviewed"] == ["pl"]


async def test_where_even_the_red_flags_fail_999_is_said(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise OSError("rules.yml")

    monkeypatch.setattr(safety_net, "first_sight", broken)
    assert route(await net.answer("hello", "a", channel="rest")) == "emergency"


def test_an_agent_that_hangs_is_waited_for_five_seconds_and_in_danger_for_one_and_a_half() -> None:
    assert (SHIPPED["LONGEST_WAIT"], SHIPPED["LONGEST_WAIT_IN_DANGER"]) == (5.0, 1.5)


async def test_a_whole_reply_is_passed_on_as_it_is(net: SafetyNet) -> None:
    net.agent = Listening()
    messages = await net.answer("hello", "a", channel="rest")
    assert (text(messages), route(messages), {row["recipient_id"] for row in messages}) == (
        "Hello.",
        "smalltalk",
        {"a"},
    )


TYPED = [
    pytest.param("/restart", "restart", id="restart"),
    pytest.param("/session_start", "session_start", id="session-start"),
    pytest.param("/back", "back", id="back"),
    pytest.param('/emergency{"danger":"fit"}', 'emergency{"danger":"fit"}', id="intent-with-a-slot"),
    pytest.param("/treatment", "treatment", id="intent"),
    pytest.param("  /restart", "restart", id="spaces-before"),
    pytest.param("//restart", "restart", id="two-slashes"),
    pytest.param("/ /restart", "restart", id="slashes-and-spaces"),
    pytest.param("/\n/restart", "restart", id="slashes-and-lines"),
    pytest.param("/\t/\r\n /restart", "restart", id="slashes-and-white-space"),
    pytest.param("\u200b/restart", "restart", id="hidden-character-before"),
    pytest.param("／restart", "restart", id="wide-slash"),
    pytest.param("/\u2029/restart", "restart", id="slashes-and-paragraphs"),
    pytest.param("/\u1680/restart", "restart", id="slashes-and-ogham-space"),
    pytest.param("\x00/restart", "restart", id="nul-before"),
    pytest.param("/", NOTHING_SAID, id="slash-alone"),
    pytest.param("/ / /", NOTHING_SAID, id="slashes-alone"),
    pytest.param("", NOTHING_SAID, id="empty"),
    pytest.param(" \n ", NOTHING_SAID, id="white-space"),
    pytest.param("\u200b\u202e", NOTHING_SAID, id="hidden-characters"),
    pytest.param("\ud800", NOTHING_SAID, id="half-a-character"),
    pytest.param("and/or", "and/or", id="slash-inside"),
    pytest.param("24/7 help?", "24/7 help?", id="slash-in-a-number"),
]


@each_row(("typed", "heard"), TYPED)
async def test_what_is_typed_is_text_never_a_command(net: SafetyNet, typed: str, heard: str) -> None:
    agent = Listening()
    net.agent = agent
    await net.answer(typed, "a", channel="rest")
    assert agent.heard == [heard]


async def offering(net: SafetyNet) -> Listening:
    """An agent that has just offered MENU to conversation a."""
    net.agent = agent = Listening(MENU)
    await net.answer("hello", "a", channel="rest")
    return agent


async def test_a_payload_is_a_command_for_the_conversation_that_was_just_offered_it(net: SafetyNet) -> None:
    agent = await offering(net)
    await net.answer("/treatment", "a", channel="rest")
    assert agent.heard == ["hello", "/treatment"]


@pytest.mark.parametrize(
    "payload",
    ["/restart", '/treatment{"young": true}', "/treatment x", "/Treatment", "/family"],
)
async def test_a_payload_that_was_not_offered_is_text(net: SafetyNet, payload: str) -> None:
    agent = await offering(net)
    await net.answer(payload, "a", channel="rest")
    assert agent.heard[-1] == payload.lstrip("/")


async def test_an_offer_to_one_conversation_is_none_to_another(net: SafetyNet) -> None:
    agent = await offering(net)
    await net.answer("/treatment", "b", channel="rest")
    assert agent.heard[-1] == "treatment"


async def test_an_offer_ends_with_the_next_reply(net: SafetyNet) -> None:
    agent = await offering(net)
    agent.buttons = ()
    await net.answer("thanks", "a", channel="rest")
    await net.answer("/treatment", "a", channel="rest")
    assert agent.heard[-1] == "treatment"


async def test_an_offer_ends_when_the_conversation_is_erased(net: SafetyNet) -> None:
    agent = await offering(net)
    net.forget("a")
    await net.answer("/treatment", "a", channel="rest")
    assert agent.heard[-1] == "treatment"


async def test_of_a_huge_message_the_beginning_and_the_end_are_read(net: SafetyNet) -> None:
    agent = Listening()
    net.agent = agent
    await net.answer("first " + "abc " * 250_000 + "last", "a", channel="rest")
    (heard,) = agent.heard
    assert len(heard) <= LONGEST + 1
    assert heard.startswith("first")
    assert heard.endswith("last")


@pytest.mark.parametrize(
    ("senders", "together"), [("aaaaa", 1), ("abcde", MOST_AT_ONCE)], ids=["one at a time", "many side by side"]
)
async def test_a_conversation_is_answered_one_message_at_a_time_and_many_side_by_side(
    net: SafetyNet, senders: str, together: int
) -> None:
    net.agent = agent = Slow()
    seen = await net.look("hello")
    answers = [asyncio.create_task(net.answer("hello", sender, channel="rest", seen=seen)) for sender in senders]
    await asyncio.sleep(0)
    assert len(agent.began) == together
    agent.may_answer.set()
    assert {route(answer) for answer in await asyncio.gather(*answers)} == {"smalltalk"}


async def test_nothing_is_held_for_a_conversation_that_is_over(net: SafetyNet) -> None:
    net.agent = Listening()
    await net.answer("hello", "a", channel="rest")
    assert (len(net._locks), len(net.offered)) == (0, 0)


@pytest.mark.parametrize("agent", [Raising(), Hanging()])
async def test_a_failure_is_logged_without_what_was_typed(
    net: SafetyNet, agent: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    net.agent = agent
    await net.answer("qqmarkqq", "qqsenderqq", channel="rest")
    assert "last-resort card" in caplog.text
    assert "qq" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))


async def test_places_go_with_the_message_that_they_came_with_and_with_no_other(net: SafetyNet) -> None:
    net.agent = agent = Listening()
    await net.answer("no phone", "a", channel="kiosk", places={"staff_desk": "by the door"})
    await net.answer("no phone", "a", channel="web")
    assert agent.beside == [{"places": {"staff_desk": "by the door"}}, None]
    assert agent.channels == ["kiosk", "web"]


async def test_no_place_is_logged(net: SafetyNet, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    net.agent = Raising()
    await net.answer("no phone", "a", channel="kiosk", places={"staff_desk": "qqmarkqq"})
    assert caplog.records
    assert "qqmarkqq" not in caplog.text


@pytest.mark.parametrize("hurried", [True, False])
async def test_only_where_somebody_waits_a_turn_has_little_time(
    last_resort: LastResort, monkeypatch: pytest.MonkeyPatch, hurried: bool
) -> None:
    for name in ("LONGEST_WAIT", "LONGEST_WAIT_IN_DANGER", "LEAST_HERE"):
        monkeypatch.setattr(safety_net, name, 0.0)
    net = SafetyNet(last_resort, Saying([{"text": "Hi"}, {"custom": {"signpost": SIGNPOST}}]), hurried=hurried)
    messages = await net.answer("who can help me", "a", channel="rest")
    assert (text(messages) == "Hi") is not hurried
