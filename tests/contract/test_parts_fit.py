"""Domain, examples, rules, actions and wording hold together: what no tool of Rasa looks at."""

from __future__ import annotations

from functools import cache

import pytest

from actions.intents import INTENTS
from actions.replies.planners import planner_of
from actions.topics.shape import SENTENCE
from bot.checking.said import named_in_code
from bot.settings import ROOT
from tests.conversing import domain, executor, labelled_conversations, read_yaml, responses, rule_rows, rules

# The gate sets one where nothing fits; the others only mean something in a conversation: data/conversations has them.
WITHOUT_EXAMPLES = frozenset(name for name, row in INTENTS.items() if not row.spoken)


@cache
def examples() -> dict[str, list[str]]:
    """The example messages, by intent."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for row in read_yaml("data", "nlu", path.name)["nlu"]:
            said = [line[2:].strip() for line in row["examples"].splitlines() if line.startswith("- ")]
            found.setdefault(row["intent"], []).extend(said)
    return found


def intents() -> set[str]:
    return set(domain()["intents"])


def test_every_intent_has_examples_and_every_example_an_intent() -> None:
    assert set(examples()) == intents() - WITHOUT_EXAMPLES


def test_every_intent_has_one_rule() -> None:
    assert {intent: len(actions) for intent, actions in rules().items()} == dict.fromkeys(intents(), 1)


def test_every_action_of_the_domain_is_in_a_rule_and_every_rule_in_the_domain() -> None:
    assert {action for actions in rules().values() for action in actions} == set(domain()["actions"])


def test_every_action_of_the_domain_is_registered_and_every_registered_one_in_the_domain() -> None:
    assert set(executor().actions) == set(domain()["actions"])


def test_a_rule_is_named_by_a_sentence() -> None:
    for rule in rule_rows():
        assert SENTENCE.fullmatch(rule["rule"]), rule["rule"]


def test_every_response_that_an_action_names_exists() -> None:
    families = {name for name in named_in_code() if name.endswith("_")}
    assert sorted(named_in_code() - families - set(responses())) == []
    for family in families:
        assert any(name.startswith(family) for name in responses()), family


def test_the_safety_net_finds_its_words() -> None:
    assert {"utter_last_resort", "utter_last_resort_emergency"} <= set(responses())


def test_every_way_of_a_card_is_worded() -> None:
    kinds = ("call", "call_described", "text", "text_keyword", "web", "email", "address")
    assert {f"utter_card_{start}{kind}" for start in ("", "or_") for kind in kinds} <= set(responses())


def test_the_table_of_intents_is_the_domains() -> None:
    assert set(INTENTS) == intents()


# One worker reads the conversations, which takes five seconds.
@pytest.mark.xdist_group("messages")
def test_every_meaning_that_only_a_conversation_has_stands_in_one() -> None:
    said = {
        name
        for conversation in labelled_conversations()
        for turn in conversation.turns
        for name in (turn.reading.need, turn.reading.ask, turn.reading.act)
    }
    assert WITHOUT_EXAMPLES - {"nlu_fallback"} - said == set()


def test_every_intent_is_answered() -> None:
    executor()
    assert {name for name in INTENTS if planner_of(name)} == set(INTENTS)


def test_entities_that_actions_read_are_in_the_domain() -> None:
    assert {"danger", "doubt", "service", "substance", "place", "language", "own_age", "other_age"} == set(
        domain()["entities"]
    )


def test_no_conversation_test_lies_where_rasa_would_train_on_it() -> None:
    assert list((ROOT / "data").rglob("test_*")) == []
