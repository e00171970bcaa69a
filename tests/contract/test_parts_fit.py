"""Domain, examples, rules, actions and wording hold together: what no tool of Rasa looks at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from actions.intents import INTENTS
from actions.replies.topics import planner_of
from bot.settings import ROOT
from bot.understanding.red_flags.rules import load
from tests.conversing import domain, executor, labelled_conversations, read_yaml, responses, rules

# The gate sets one where nothing fits; the others only mean something in a conversation: data/conversations has them.
WITHOUT_EXAMPLES = frozenset(name for name, row in INTENTS.items() if not row.spoken)
# Said by the safety net and by cards, not by an action.
NOT_SAID_BY_ACTIONS = ("utter_last_resort", "utter_card_", "utter_detail_", "utter_opening_")
# What can be asked about a service; the action puts the name of its reply together from it.
DETAILS = ("hours", "cost", "where", "anonymous", "what_happens", "referral", "number")
NAME = re.compile(r"utter_[a-z0-9_]+")


@cache
def examples() -> dict[str, list[str]]:
    """The example messages, by intent."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for row in read_yaml("data", "nlu", path.name)["nlu"]:
            said = [line[2:].strip() for line in row["examples"].splitlines() if line.startswith("- ")]
            found.setdefault(row["intent"], []).extend(said)
    return found


def strings_in(*folders: str) -> Iterator[str]:
    """Every string, and every fixed part of an f-string, in the code of these folders."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def names_in(*folders: str) -> set[str]:
    return {name for words in strings_in(*folders) for name in NAME.findall(words)}


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
    for path in sorted((ROOT / "data" / "stories").glob("*.yml")):
        for rule in read_yaml("data", "stories", path.name)["rules"]:
            assert re.fullmatch(r"[A-Z][^.]*\w( [\w',]+){2,}", rule["rule"]), rule["rule"]


def test_every_response_that_an_action_names_exists() -> None:
    families = {name for name in names_in("actions") if name.endswith("_")}
    assert sorted(names_in("actions") - families - set(responses())) == []
    for family in families:
        assert any(name.startswith(family) for name in responses()), family


def test_every_response_is_said_by_an_action_or_the_safety_net() -> None:
    said = names_in("actions") | {f"utter_service_{detail}" for detail in DETAILS}
    said |= {f"utter_{what}_{code}" for what in ("call_999", "interpreters") for code in load("languages")["languages"]}
    said |= {name.replace("utter_", "utter_next_", 1) for name in said}
    unused = [name for name in responses() if name not in said and not name.startswith(NOT_SAID_BY_ACTIONS)]
    assert sorted(unused) == []


def test_the_safety_net_finds_its_words() -> None:
    assert {"utter_last_resort", "utter_last_resort_emergency"} <= set(responses())


def test_every_way_of_a_card_is_worded() -> None:
    kinds = ("call", "call_described", "text", "text_keyword", "web", "email", "address")
    assert {f"utter_card_{start}{kind}" for start in ("", "or_") for kind in kinds} <= set(responses())


def test_the_table_of_intents_is_the_domains() -> None:
    assert set(INTENTS) == intents()


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


def test_every_button_leads_to_an_intent() -> None:
    payloads = [button["payload"] for rows in responses().values() for row in rows for button in row.get("buttons", ())]
    assert payloads
    assert {payload.removeprefix("/") for payload in payloads} - intents() == set()


def test_entities_that_actions_read_are_in_the_domain() -> None:
    assert {"danger", "doubt", "service", "substance", "place", "language", "own_age", "other_age"} == set(
        domain()["entities"]
    )


def test_no_conversation_test_lies_where_rasa_would_train_on_it() -> None:
    assert list((ROOT / "data").rglob("test_*")) == []
