"""No text of any kind costs more than an ordinary long one by much: whoever wants to hold the others up cannot."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.understanding.red_flags.detector import assess
from tests.rows import each_row
from tests.understanding.costing import FOUND, WORST, Budget, quietened, units, whole

# The red flags alone are a small part of a turn, and so is what an ordinary text costs them.
WORST_FLAGS = 8.0


@pytest.fixture(scope="module")
def flags() -> Budget:
    return Budget(assess, WORST_FLAGS)


@each_row("unit", FOUND, ids=ascii)
def test_the_worst_that_were_found_cost_the_red_flags_little(flags: Budget, unit: str) -> None:
    assert flags.allows(whole(unit))


@each_row("language", sorted(quietened()))
def test_a_thousand_signs_that_are_quietened_cost_the_red_flags_little(flags: Budget, language: str) -> None:
    assert all(flags.allows(whole(unit)) for unit in quietened()[language])


@given(units())
@settings(max_examples=150, deadline=None)
def test_any_text_costs_the_red_flags_little(flags: Budget, unit: str) -> None:
    assert flags.allows(whole(unit))


@pytest.fixture(scope="module")
def turn(engine: Engine, last_resort: LastResort) -> Budget:
    """A whole turn with the real engine: red flags, understanding, action, reply."""
    net = SafetyNet(last_resort, engine.agent)

    def answered(text: str) -> object:
        try:
            return asyncio.run(net.answer(text, "cost", channel="rest"))
        finally:
            engine.tracker_store.forget("cost")

    return Budget(answered, WORST)


@each_row("unit", FOUND, ids=ascii)
def test_the_worst_that_were_found_cost_a_turn_little(turn: Budget, unit: str) -> None:
    assert turn.allows(whole(unit))


@given(units())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_costs_a_turn_little(turn: Budget, unit: str) -> None:
    assert turn.allows(whole(unit))
