"""The map from intent to route says what the actions do."""

from __future__ import annotations

import pytest

from bot.understanding.encoder.finetuning.examples import read_examples
from bot.understanding.routes import ROUTE_OF, route_of
from evaluation.cases import ROUTES
from tests.contract.test_routes import LEADS_TO, SAYING
from tests.conversing import Conversation, domain

INTENTS = domain()["intents"]


@pytest.mark.usefixtures("actions_directory")
@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_has_the_route_that_its_action_takes_in_a_first_message(intent: str) -> None:
    signpost = Conversation().hear(intent, SAYING.get(intent, ""))[-1]["custom"]["signpost"]
    assert route_of(intent) == signpost["route"]


@pytest.mark.parametrize(("intent", "route"), sorted({(row[0], row[2]) for row in LEADS_TO}))
def test_every_need_has_the_route_that_others_rely_on(intent: str, route: str) -> None:
    assert route_of(intent) == route


def test_the_map_holds_no_intent_that_is_gone() -> None:
    assert set(ROUTE_OF) <= set(INTENTS)


def test_every_intent_that_can_be_learnt_has_a_route() -> None:
    assert {route_of(intent) for intent in {row.intent for row in read_examples()}} <= set(ROUTES)


def test_no_intent_is_the_fallback() -> None:
    assert route_of(None) == route_of("") == "fallback"
