"""The table of intents says where a first message leads, as the actions have it."""

from __future__ import annotations

import pytest

from actions.intents import INTENTS, route_of
from actions.replies.plan import ROUTES
from tests.contract.test_routes import LEADS_TO, SAYING
from tests.conversing import Conversation
from tests.rows import each_row


@pytest.mark.usefixtures("actions_directory")
@each_row("intent", INTENTS)
def test_an_intent_has_the_route_that_its_action_takes_in_a_first_message(intent: str) -> None:
    signpost = Conversation().hear(intent, SAYING.get(intent, ""))[-1]["custom"]["signpost"]
    assert route_of(intent) == signpost["route"]


@each_row(("intent", "route"), sorted({(row[0], row[2]) for row in LEADS_TO}))
def test_every_need_has_the_route_that_others_rely_on(intent: str, route: str) -> None:
    assert route_of(intent) == route


def test_every_intent_has_a_route() -> None:
    assert {route_of(intent) for intent in INTENTS} <= set(ROUTES)


def test_no_intent_is_the_fallback() -> None:
    assert route_of(None) == route_of("") == "fallback"
