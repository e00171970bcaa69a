"""Actions inside the server: off the event loop, failing without words."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import crew, in_process
from bot.engine.crew import Crew
from bot.engine.in_process import ActionFailed, Runner
from tests.conversing import domain as domain_as_dict
from tests.engine.threads import no_thread
from tests.waiting import PATIENCE, until_then

MARK = "qqmarkqq"


class Executor:
    """Stands where the SDK's executor stands."""

    def __init__(self) -> None:
        self.actions = {"action_slow": None, "action_broken": None, "action_quick": None}
        self.ran_in: list[threading.Thread] = []
        self.go_on = threading.Event()

    async def run(self, call: dict[str, Any]) -> dict[str, Any]:
        self.ran_in.append(threading.current_thread())
        if call["next_action"] == "action_slow":
            self.go_on.wait(PATIENCE)
        if call["next_action"] == "action_broken":
            raise ValueError(f"could not read {MARK}")
        return {"events": [], "responses": [{"text": "done"}]}


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_dict({"intents": domain_as_dict()["intents"]})


@pytest.fixture
def executor() -> Iterator[Executor]:
    stands = Executor()
    yield stands
    stands.go_on.set()


@pytest.fixture
def runner(executor: Executor) -> Runner:
    made = Runner("actions")
    made._executor = executor
    return made


def tracker() -> DialogueStateTracker:
    return DialogueStateTracker("a", [])


async def test_an_action_runs_off_the_event_loop(runner: Runner, executor: Executor, domain: Domain) -> None:
    await runner.run("action_quick", tracker(), domain)
    assert executor.ran_in != [threading.current_thread()]


async def test_one_that_blocks_holds_nobody_else_up(runner: Runner, domain: Domain) -> None:
    blocked = asyncio.create_task(runner.run("action_slow", tracker(), domain))
    await runner.run("action_quick", tracker(), domain)
    assert not blocked.done()
    blocked.cancel()


async def test_one_that_raises_is_named_without_its_words(runner: Runner, domain: Domain) -> None:
    with pytest.raises(ActionFailed) as raised:
        await runner.run("action_broken", tracker(), domain)
    assert str(raised.value) == "action_broken raised ValueError"
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


async def test_when_all_threads_hang_the_next_fails_at_once(
    runner: Runner, executor: Executor, domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner._crew = Crew("action", most=2)
    blocked = [asyncio.create_task(runner.run("action_slow", tracker(), domain)) for _ in range(2)]
    await until_then(lambda: len(executor.ran_in) == 2)
    with pytest.raises(ActionFailed):
        await runner.run("action_quick", tracker(), domain)
    executor.go_on.set()
    await asyncio.gather(*blocked)
    assert await runner.run("action_quick", tracker(), domain)


async def test_a_thread_that_the_system_cannot_give_takes_no_place_along(
    runner: Runner, domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner._crew = Crew("action", most=1)
    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", no_thread)
        with pytest.raises(ActionFailed):
            await runner.run("action_quick", tracker(), domain)
    assert await runner.run("action_quick", tracker(), domain)


async def test_one_that_ends_after_nobody_waits_any_more_harms_nothing(
    runner: Runner, executor: Executor, domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "IDLE", 0.0)
    nobody_waits = asyncio.create_task(runner.run("action_slow", tracker(), domain))
    await until_then(lambda: executor.ran_in)
    nobody_waits.cancel()
    executor.go_on.set()
    await until_then(lambda: bool(runner._crew._waiting))
    assert await runner.run("action_quick", tracker(), domain)


async def test_a_hanging_action_is_no_reason_for_the_process_to_stay(
    runner: Runner, executor: Executor, domain: Domain
) -> None:
    blocked = asyncio.create_task(runner.run("action_slow", tracker(), domain))
    await until_then(lambda: executor.ran_in)
    assert [thread.daemon for thread in executor.ran_in] == [True]
    blocked.cancel()


def test_names_that_are_not_ours_go_to_rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    import rasa.core.actions.action as rasa_actions

    monkeypatch.setattr(rasa_actions, "action_for_name_or_text", rasa_actions.action_for_name_or_text)
    in_process.install("actions")
    ours = Domain.from_dict({"actions": ["action_crisis"]})
    found = rasa_actions.action_for_name_or_text("action_crisis", ours, None)
    assert isinstance(found, in_process.InProcessAction)
    assert not isinstance(rasa_actions.action_for_name_or_text("action_listen", ours, None), in_process.InProcessAction)


def test_a_second_installation_leaves_the_runner_of_the_first_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    import rasa.core.actions.action as rasa_actions

    monkeypatch.setattr(rasa_actions, "action_for_name_or_text", rasa_actions.action_for_name_or_text)
    assert in_process.install("actions") is in_process.install("actions")
