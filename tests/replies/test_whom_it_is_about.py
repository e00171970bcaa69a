"""Neglect is told to whoever looks after the one it is about: grown-ups and children have teams of their own."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import services
from tests.running import text as text_of

ADULTS, CHILDREN = "hants-adults", "hants-children"
# However it was understood.
INTENTS = ("safeguarding_child", "safeguarding_adult")

pytestmark = pytest.mark.usefixtures("actions_directory")


@each_row(
    "said",
    [
        "my mum is being neglected",
        "my nan is not being looked after",
        "dad is neglected in that care home",
        "the carers are neglecting my husband",
        "an old lady next door is being mistreated",
    ],
)
@each_row("intent", INTENTS)
def test_a_grown_up_who_is_neglected_is_the_adults_teams(intent: str, said: str) -> None:
    for channel in ("rest", "sms"):
        named = services(Conversation(channel).hear(intent, said))
        assert named[0] == ADULTS
        assert CHILDREN not in named


@each_row(
    ("said", "entities"),
    [
        ("my mum is neglecting me", []),
        ("the kids next door are neglected", []),
        ("mum is not looking after the baby", []),
        ("my nephew is being neglected, he's 6", [entity("other_age", "6")]),
        ("my friends little girl is being neglected", []),
    ],
)
def test_a_child_who_is_neglected_is_the_childrens_teams(said: str, entities: list[dict[str, object]]) -> None:
    named = services(Conversation().hear("safeguarding_child", said, entities))
    assert CHILDREN in named
    assert ADULTS not in named


@each_row("said", ["i am in scotland", "im in glasgow", "not in havant im up in leeds", "but she lives in wales"])
@each_row("topic", ["treatment", "advice", "family"])
def test_whoever_is_far_away_is_told_of_nobody_near_here(topic: str, said: str) -> None:
    conversation = Conversation()
    conversation.hear(topic, "im in leigh park", [entity("place", "havant")])
    reply = conversation.hear("nearer", said)
    assert services(reply) == ["frank"]
    assert not any(place in text_of(reply) for place in ("Hampshire", "Leigh Park", "Inclusion"))


def test_in_despair_it_does_not_matter_where_somebody_is() -> None:
    conversation = Conversation()
    conversation.hear("crisis")
    assert services(conversation.hear("nearer", "i am in scotland"))[0] != "frank"
