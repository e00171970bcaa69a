"""What the server does about its model: an older one first, training beside it, the newest in the end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from bot import upkeep
from bot.engine.engine import ModelMissing
from bot.upkeep import NOT_TRAINED, TRAINED_NOW, Upkeep
from tests.waiting import until_then

OLDER = SimpleNamespace(is_newest=False, problems=("an older model is in use",))
NEWEST = SimpleNamespace(is_newest=True, problems=())


@dataclass
class Models:
    """What lies in the folder, and a training of it that ends well or not."""

    lies: Any = None
    needed: bool = True
    outcomes: list[bool] = field(default_factory=lambda: [True])
    trained: int = 0
    goes_on: asyncio.Event = field(default_factory=asyncio.Event)

    def load(self) -> Any:
        if self.lies is None:
            raise ModelMissing("there is no model in models/")
        return self.lies

    def is_needed(self) -> bool:
        return self.needed

    async def train(self) -> bool:
        self.trained += 1
        await self.goes_on.wait()
        done = self.outcomes.pop(0)
        if done:
            self.lies, self.needed = NEWEST, False
        return done


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "WAITS", (0.01,))


@pytest.mark.parametrize("before", [None, OLDER])
async def test_what_is_missing_is_trained_while_an_older_one_answers_and_taken_then(before: Any) -> None:
    models, taken = Models(before), []
    keeps = Upkeep(models.load, taken.append, trainer=models)
    running = asyncio.create_task(keeps.run())
    await until_then(lambda: models.trained)
    assert taken == ([before] if before else [])
    assert keeps.problems[0] == TRAINED_NOW
    assert len(keeps.problems) == 2
    models.goes_on.set()
    await running
    assert (taken[-1], keeps.problems) == (NEWEST, ())


async def test_a_current_model_is_loaded_and_nothing_trained() -> None:
    models, taken = Models(NEWEST, needed=False), []
    keeps = Upkeep(models.load, taken.append, trainer=models)
    assert keeps.problems == ("loading",)
    await keeps.run()
    assert (taken, models.trained, keeps.problems) == ([NEWEST], 0, ())


async def test_a_training_that_fails_is_said_and_tried_again() -> None:
    models = Models(OLDER, outcomes=[False, False, True])
    models.goes_on.set()
    said: list[tuple[str, ...]] = []
    taken: list[Any] = []
    keeps = Upkeep(models.load, taken.append, trainer=models)
    running = asyncio.create_task(keeps.run())
    await until_then(lambda: said.append(keeps.problems) or models.trained > 1)
    await running
    assert any(NOT_TRAINED in problems for problems in said)
    assert (models.trained, taken) == (3, [OLDER, NEWEST])


async def test_one_that_is_whole_and_cannot_be_loaded_is_tried_again_and_not_trained() -> None:
    models, taken = Models(needed=False), []
    running = asyncio.create_task(Upkeep(models.load, taken.append, trainer=models).run())
    await asyncio.sleep(0)
    models.lies = NEWEST
    await running
    assert (taken, models.trained) == ([NEWEST], 0)


async def test_without_a_trainer_it_says_what_is_missing() -> None:
    keeps = Upkeep(Models().load, lambda _: None)
    await keeps.run()
    assert keeps.problems == ("there is no model in models/",)
