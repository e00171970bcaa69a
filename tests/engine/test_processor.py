"""What the processor leaves out of a turn is nothing that the turn needs."""

from __future__ import annotations

import ast
import inspect
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.core.processor as rasa_processor
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered

from bot.engine.processor import InContext, _slots_are_read
from bot.engine.tracker import QuickTracker
from bot.settings import ROOT
from tests.conversing import entity
from tests.rows import each_row


@pytest.fixture(scope="module")
def ours() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


def with_slot(*mappings: dict[str, Any], actions: tuple[str, ...] = ()) -> Domain:
    slots = {"place": {"type": "text", "mappings": list(mappings)}}
    return Domain.from_dict({"slots": slots, "entities": ["place"], "actions": list(actions)})


async def test_rasa_would_fill_none_of_our_slots(ours: Domain) -> None:
    tracker = QuickTracker("a", ours.slots)
    tracker.update(UserUttered("in portsmouth", intent={"name": "nearer"}, entities=[entity("place", "portsmouth")]))
    nlg = TemplatedNaturalLanguageGenerator({})
    assert not await ActionExtractSlots(None).run(CollectingOutputChannel(), nlg, tracker, ours)
    assert not _slots_are_read(ours)


@pytest.mark.parametrize(
    "domain",
    [
        with_slot({"type": "custom"}, {"type": "from_entity", "entity": "place"}),
        with_slot({"type": "from_text"}),
        with_slot({"type": "custom", "action": "action_place"}, actions=("action_place",)),
        with_slot({"type": "custom"}, actions=("action_validate_slot_mappings",)),
    ],
    ids=["entity", "text", "action", "validated"],
)
def test_where_a_slot_is_filled_from_what_is_said_it_is(domain: Domain) -> None:
    assert _slots_are_read(domain)


def test_rasa_copies_nothing_in_its_processor_but_for_its_log() -> None:
    """These copies are left out, and so is its line with all slots."""
    tree = ast.parse(inspect.getsource(rasa_processor))
    logged = {id(node) for call in ast.walk(tree) if _is_debug(call) for node in ast.walk(call)}
    copies = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
    assert copies
    assert all(id(node) in logged for node in copies)


def _is_debug(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "structlogger.debug"


def ran(*names: str) -> QuickTracker:
    tracker = QuickTracker("a", [])
    for name in names:
        tracker.update(ActionExecuted(name))
    return tracker


@each_row(
    "names",
    [
        [],
        ["action_listen"],
        ["action_listen", *["action_greet"] * 9],
        ["action_listen", *["action_greet"] * 10],
        ["action_greet", "action_listen", *["action_greet"] * 9],
        ["action_session_start", *["action_greet"] * 10],
        ["action_greet"] * 10,
    ],
    ids=["nothing", "listening", "nine", "ten", "nine since", "ten of a session", "ten without a listening"],
)
@each_row("goes_on", [True, False])
def test_the_most_actions_in_a_row_are_those_that_rasa_counts(names: list[str], goes_on: bool) -> None:
    processor: Any = SimpleNamespace(max_number_of_predictions=10)
    found = InContext.is_action_limit_reached(processor, ran(*names), goes_on)
    assert found == MessageProcessor.is_action_limit_reached(processor, ran(*names), goes_on)


def test_what_rasas_processor_says_in_its_log_while_it_serves_is_at_debug_alone() -> None:
    """So a logger that says nothing does."""
    tree = ast.parse(inspect.getsource(rasa_processor))
    used = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert {name for name in used if name.startswith("structlogger.")} == {"structlogger.debug"}
