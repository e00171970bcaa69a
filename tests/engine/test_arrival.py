"""What a request waited before anything was done about it counts towards its time."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest

from bot.engine import safety_net
from bot.engine.arrival import HEADER, Arrival, arrival, came_to_the_proxy, comes_now
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.state.state import Memory
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.running import route
from tests.standing import standing

LONG_AGO = Arrival(-math.inf, -math.inf)
DANGER = "my mate wont wake up"


def stamp(seconds_ago: float) -> str:
    return f"{(time.time() - seconds_ago) * 1000:.0f}"


async def test_a_calm_message_that_waited_its_whole_time_gets_the_card_and_is_not_begun(
    last_resort: LastResort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety_net, "arrival", lambda: LONG_AGO)
    agent = Listening()
    assert await SafetyNet(last_resort, agent).answer("hello", "one", channel="web")
    assert agent.heard == []


async def test_one_over_a_limit_that_waited_long_is_not_understood_first(
    last_resort: LastResort, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def understand(text: str) -> dict[str, dict[str, str]]:
        asked.append(text)
        return {"intent": {"name": "crisis"}}

    monkeypatch.setattr(safety_net, "arrival", lambda: LONG_AGO)
    net = SafetyNet(last_resort, Listening(), understand)
    assert not await net.is_grave(await net.look("hello"))
    assert asked == []


# Awaited, as is what follows: a task has a context of its own, and what it says of itself ends with it.
async def test_what_a_request_waited_at_the_proxy_counts() -> None:
    comes_now()
    came_to_the_proxy(stamp(3.0))
    here = arrival()
    assert here.read - here.came > 2.9


# Seconds ago are made a stamp by the test: one made when the tests were gathered would come of age meanwhile.
@each_row("said", ["", "soon", "1", "-1790000000000", -60.0, 3600.0, -3600.0, "9" * 13, "1e12", "١" * 13])
async def test_what_no_request_can_have_waited_is_passed_over(said: str | float) -> None:
    comes_now()
    came_to_the_proxy(stamp(said) if isinstance(said, float) else said)
    here = arrival()
    assert here.came == here.read


@pytest.mark.parametrize(("said", "leads_to"), [("hello", "smalltalk"), (DANGER, "smalltalk")], ids=["calm", "danger"])
async def test_whoever_waited_their_whole_time_elsewhere_is_still_answered_here(
    last_resort: LastResort, monkeypatch: pytest.MonkeyPatch, said: str, leads_to: str
) -> None:
    monkeypatch.setattr(safety_net, "LEAST_HERE", 300.0)
    monkeypatch.setattr(safety_net, "arrival", lambda: Arrival(-math.inf, time.monotonic()))
    assert route(await SafetyNet(last_resort, Listening()).answer(said, "one", channel="web")) == leads_to


@pytest.mark.parametrize("is_shared", [True, False], ids=["several workers", "one process"])
def test_several_workers_alone_have_a_proxy_that_says_when_it_had_a_request(
    last_resort: LastResort, built: Path, *, is_shared: bool
) -> None:
    state = Memory()
    state.is_shared = is_shared
    with standing(SafetyNet(last_resort, Listening(), state=state), built) as app:
        app.call("POST", "/webhooks/web/start", headers={HEADER: stamp(20.0)})
        rows = app.call("GET", "/metrics").body.decode().splitlines()
    (took,) = [float(row.split()[1]) for row in rows if row.startswith("signpost_answer_seconds_sum")]
    assert (took > 19.0) == is_shared
