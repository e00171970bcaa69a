"""No text of any kind costs more than an ordinary long one by much: whoever wants to hold the others up cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from bot.engine.agent import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.understanding.red_flags.layer import look
from tests.understanding.costing import FOUND, WORST, Read, is_cheap, ordinary_cost, quietened, units, whole

# The red flags alone are a small part of a turn, and so is what an ordinary text costs them.
WORST_FLAGS = 8.0


@pytest.fixture(scope="module")
def flags_limit() -> float:
    return WORST_FLAGS * ordinary_cost(look)


@pytest.mark.parametrize("unit", FOUND, ids=ascii)
def test_the_worst_that_were_found_cost_the_red_flags_little(flags_limit: float, unit: str) -> None:
    assert is_cheap(look, whole(unit), flags_limit)


@pytest.mark.parametrize("language", sorted(quietened()))
def test_a_thousand_signs_that_are_quietened_cost_the_red_flags_little(flags_limit: float, language: str) -> None:
    assert all(is_cheap(look, whole(unit), flags_limit) for unit in quietened()[language])


@given(units())
@settings(max_examples=150, deadline=None)
def test_any_text_costs_the_red_flags_little(flags_limit: float, unit: str) -> None:
    assert is_cheap(look, whole(unit), flags_limit)


@pytest.fixture(scope="module")
def turn(engine: Engine, last_resort: LastResort) -> Read:
    """A whole turn with the real engine: red flags, understanding, action, reply."""
    net = SafetyNet(last_resort, engine.agent)

    def answered(text: str) -> object:
        try:
            return asyncio.run(net.answer(text, "cost", channel="rest"))
        finally:
            engine.tracker_store.forget("cost")

    return answered


@pytest.fixture(scope="module")
def turn_limit(turn: Read) -> float:
    return WORST * ordinary_cost(turn)


@pytest.mark.parametrize("unit", FOUND, ids=ascii)
def test_the_worst_that_were_found_cost_a_turn_little(turn: Read, turn_limit: float, unit: str) -> None:
    assert is_cheap(turn, whole(unit), turn_limit)


@given(units())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_costs_a_turn_little(turn: Callable[[str], object], turn_limit: float, unit: str) -> None:
    assert is_cheap(turn, whole(unit), turn_limit)
