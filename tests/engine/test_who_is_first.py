"""While a great many write: who is answered first, and what they get who cannot be answered in time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.engine import safety_net, triage
from bot.engine.aside import Aside
from bot.engine.lanes import MOST_AT_ONCE, Turns
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.understanding.first_sight import FirstSight, first_sight
from bot.understanding.normalise import LONGEST
from tests.engine.agents import Listening, Slow
from tests.running import route, text
from tests.waiting import AN_HOUR, PATIENCE, an_hour_passes, until_then

DANGER = "my mate wont wake up"
DESPAIR = "i feel like there is no point any more"
CALM = "who can help me"


@pytest.fixture
def net(last_resort: LastResort) -> SafetyNet:
    # No turn gives way, so that the order is that of the lanes alone.
    return SafetyNet(last_resort, _turns=Turns(gives_way=3 * AN_HOUR))


async def all_waiting(net: SafetyNet, *who: str) -> list[asyncio.Task[safety_net.Messages]]:
    """Messages that were looked at and wait for a turn, in this order."""
    tasks = []
    for number, said in enumerate(who):
        seen = await net.look(said)
        tasks.append(asyncio.create_task(net.answer(said, f"{number}", channel="web", seen=seen)))
        await asyncio.sleep(0)
    return tasks


async def test_danger_overtakes_despair_and_both_overtake_the_others(net: SafetyNet) -> None:
    net.agent = slow = Slow()
    waiting = await all_waiting(net, *[CALM] * MOST_AT_ONCE, CALM, DESPAIR, DANGER)
    slow.may_answer.set()
    await asyncio.gather(*waiting)
    assert slow.began[MOST_AT_ONCE:] == [DANGER, DESPAIR, CALM]


async def test_danger_waits_for_one_turn_at_most(net: SafetyNet) -> None:
    net.agent = slow = Slow()
    waiting = await all_waiting(net, CALM, CALM, CALM, DANGER)
    assert slow.began == [CALM]
    slow.may_answer.set()
    await asyncio.gather(*waiting)
    assert slow.began[1] == DANGER


@pytest.mark.parametrize("said", [CALM, DESPAIR, DANGER], ids=["calm", "despair", "danger"])
async def test_a_row_of_the_longest_messages_holds_nobody_up_who_writes_as_most_do(net: SafetyNet, said: str) -> None:
    net.agent = slow = Slow()
    longest = f"{said} " * (LONGEST // len(said))
    waiting = await all_waiting(net, *[CALM] * MOST_AT_ONCE, *[longest] * 20, said)
    slow.may_answer.set()
    await asyncio.gather(*waiting)
    assert slow.began[MOST_AT_ONCE] == said


def test_a_long_message_stands_behind_those_of_a_while_alone_and_an_ordinary_one_behind_nobody() -> None:
    def stands(length: int) -> float:
        return triage.Triage(FirstSight("a" * length), 100.0).stands

    assert (stands(10), stands(triage.ORDINARY), stands(triage.ORDINARY + 500)) == (100.0, 100.0, 102.0)


async def test_whoever_cannot_be_answered_in_time_gets_a_card_and_danger_the_one_with_999(net: SafetyNet) -> None:
    net.agent = slow = Slow()
    waiting = await all_waiting(net, *[CALM, DANGER] * 20)
    assert len(slow.began) == MOST_AT_ONCE
    an_hour_passes()
    answers = await asyncio.gather(*waiting)
    assert [route(answer) for answer in answers] == ["fallback", "emergency"] * 20
    assert all("999" in text(answer)[:80] for answer in answers)


async def test_danger_has_its_card_while_the_others_still_wait(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety_net, "LONGEST_WAIT", AN_HOUR + PATIENCE)
    net.agent = slow = Slow()
    calm, danger = await all_waiting(net, CALM, DANGER)
    assert slow.began == [CALM]
    an_hour_passes()
    assert (route(await danger), calm.done()) == ("emergency", False)
    calm.cancel()


@dataclass
class Stuck:
    """Red flags that whoever says "stuck" holds up until they may go on."""

    begun: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def look(self, said: str) -> FirstSight:
        if said == "stuck":
            self.begun.set()
            self.goes_on.wait()
        return first_sight(said)


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stuck]:
    """Until the test is over."""
    found = Stuck()
    monkeypatch.setattr(safety_net, "first_sight", found.look)
    yield found
    found.goes_on.set()


async def test_red_flags_that_hang_on_one_message_are_left_behind_and_see_the_next(
    last_resort: LastResort, stuck: Stuck
) -> None:
    net = SafetyNet(last_resort, _looking=Aside("red flags", patience=0.05))
    held = asyncio.create_task(net.answer("stuck", "a", channel="web"))
    await until_then(stuck.begun.is_set)
    assert route(await net.answer(DANGER, "b", channel="web")) == "emergency"
    assert not held.done()
    stuck.goes_on.set()
    await held


async def test_where_the_red_flags_are_too_late_the_card_begins_with_999(net: SafetyNet, stuck: Stuck) -> None:
    net.agent = Listening()
    answering = asyncio.create_task(net.answer("stuck", "a", channel="web"))
    await until_then(stuck.begun.is_set)
    an_hour_passes()
    reply = await answering
    assert (reply, "999" in text(reply)[:80]) == (net.last_resort.messages("a", emergency=False), True)


async def test_short_messages_are_looked_at_before_long_ones(net: SafetyNet, stuck: Stuck) -> None:
    held = asyncio.create_task(net.look("stuck"))
    await until_then(stuck.begun.is_set)
    order: list[int] = []
    looks = [asyncio.create_task(net.look("a b " * size)) for size in (900, 30, 1)]
    for size, look in zip((900, 30, 1), looks, strict=True):
        look.add_done_callback(lambda _, size=size: order.append(size))
    await asyncio.sleep(0)
    stuck.goes_on.set()
    await asyncio.gather(held, *looks)
    assert order == [1, 30, 900]


@pytest.mark.parametrize(
    ("said", "intent", "grave"),
    [
        pytest.param(DANGER, "greet", True, id="danger, whatever the classifier says"),
        pytest.param(DESPAIR, "greet", True, id="despair, whatever the classifier says"),
        pytest.param("sort of tired of it", "crisis", True, id="what only the classifier sees"),
        pytest.param("hello", "greet", False, id="calm"),
    ],
)
async def test_it_says_what_is_grave(net: SafetyNet, said: str, intent: str, grave: bool) -> None:
    async def understand(_: str) -> dict[str, dict[str, str]]:
        return {"intent": {"name": intent}}

    net.understand = understand
    assert await net.is_grave(await net.look(said)) is grave


async def test_without_the_classifier_the_rules_alone_say_what_is_grave(net: SafetyNet) -> None:
    assert await net.is_grave(await net.look(DESPAIR))
    assert not await net.is_grave(await net.look(CALM))
