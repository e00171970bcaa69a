"""What is known of the next action is what Rasa's rules say, and only where they look at the intent alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, DEFAULT_INTENTS
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    Restarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.engine import Engine
from bot.engine.next_action import NextActions
from tests.conversing import domain, entity, rules
from tests.rows import each_row

LISTEN = ActionExecuted(ACTION_LISTEN_NAME)
FOUND = [entity("danger", "cannot-wake"), entity("service", "frank"), entity("own_age", "15")]
REMEMBERED = [SlotSet("route", "treatment"), SlotSet("services", ["frank"]), SlotSet("young", True)]


def said(intent: str, entities: Sequence[Mapping[str, Any]] = ()) -> UserUttered:
    return UserUttered("words", intent={"name": intent, "confidence": 0.4}, entities=list(entities))


def tracker_of(*events: Event) -> DialogueStateTracker:
    tracker = DialogueStateTracker("a", None)
    for event in events:
        tracker.update(event)
    return tracker


def rule(*states: dict[str, Any]) -> str:
    return json.dumps(states)


def state(action: str, intent: str, **more: Any) -> dict[str, Any]:
    return {"prev_action": {"action_name": action}, "user": {"intent": intent}, **more}


PLAIN = {
    rule(state("action_listen", "greet")): "action_greet",
    rule(state("action_listen", "greet"), state("action_greet", "greet")): "action_listen",
}


def policy(rules: Mapping[str, str], *, by_confidence: bool = False, kind: type[Policy] = RulePolicy) -> Policy:
    found = object.__new__(kind)
    found.config = {"use_nlu_confidence_as_score": by_confidence}
    found.lookup = {"rules": rules, "rules_for_loop_unhappy_path": {}}
    return found


class Asked:
    """Stands where Rasa predicts, and counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        self.times += 1
        return PolicyPrediction([0.0, 1.0], "rules", events=[DefinePrevUserUtteredFeaturization(False)])


def asked_for_two(policies: Sequence[Policy], *events: Event) -> int:
    """How often Rasa is asked when the same happens to two people."""
    known, ask = NextActions(policies), Asked()
    for _ in range(2):
        known.after(tracker_of(*events), ask)
    return ask.times


@each_row("intent", [*domain()["intents"], *DEFAULT_INTENTS, "unheard_of"])
def test_it_is_what_rasa_says_of_each_intent(engine: Engine, intent: str) -> None:
    processor: Any = engine.agent.processor
    for entities, slots in ([], []), (FOUND, REMEMBERED), ([], REMEMBERED), (FOUND, []):
        tracker = engine.tracker_store.init_tracker("a")
        tracker.update_with_events([*slots, LISTEN, said(intent, entities)], processor.domain)
        for _ in range(2):
            expected = MessageProcessor._predict_next_with_tracker(processor, tracker)
            found = processor._predict_next_with_tracker(tracker)
            assert found == expected
            name = processor.domain.action_names_or_texts[found.max_confidence_index]
            tracker.update_with_events([*found.events, ActionExecuted(name), *slots], processor.domain)


def test_the_model_has_plain_rules_alone_and_all_of_them_are_known(engine: Engine) -> None:
    expected = {(intent, ran) for intent, (name,) in rules().items() for ran in ((), (name,))}
    assert engine.agent.processor._next._plain == expected


def test_rasa_is_asked_once_for_a_place() -> None:
    assert asked_for_two([policy(PLAIN)], LISTEN, said("greet")) == 1
    assert asked_for_two([policy(PLAIN)], LISTEN, said("greet"), ActionExecuted("action_greet")) == 1


def test_what_no_rule_speaks_of_is_asked_each_time() -> None:
    assert asked_for_two([policy(PLAIN)], LISTEN, said("thanks")) == 2
    assert asked_for_two([policy(PLAIN)], LISTEN, said("greet"), ActionExecuted("action_thanks")) == 2


@each_row(
    "events",
    [
        [],
        [LISTEN],
        [said("greet")],
        [ActionExecuted("action_thanks"), said("greet")],
        [LISTEN, said("greet"), ActionExecutionRejected("action_greet")],
        [LISTEN, said("greet"), ActiveLoop("form")],
        [LISTEN, said("greet"), FollowupAction("action_thanks")],
        [LISTEN, said("greet"), Restarted()],
        [LISTEN, said("greet"), UserUtteranceReverted()],
    ],
    ids=[
        "nothing",
        "no message",
        "no beginning",
        "another beginning",
        "a rejected action",
        "a form",
        "an action to follow",
        "a restart",
        "a message taken back",
    ],
)
def test_where_anything_else_happened_rasa_is_asked(events: list[Event]) -> None:
    assert asked_for_two([policy(PLAIN)], *events) == 2


@each_row(
    "policies",
    [
        pytest.param([], id="no policy"),
        pytest.param([policy(PLAIN), policy(PLAIN)], id="two"),
        pytest.param([policy(PLAIN, kind=type("Other", (RulePolicy,), {}))], id="another policy"),
        pytest.param([policy(PLAIN, by_confidence=True)], id="confidence counts"),
        pytest.param(
            [policy({**PLAIN, rule(state("action_listen", "deny", slots={"young": [1.0]})): "action_deny"})],
            id="a slot",
        ),
        pytest.param(
            [policy({**PLAIN, rule(state("action_listen", "deny", active_loop={"name": "form"})): "form"})], id="a loop"
        ),
        pytest.param(
            [policy({**PLAIN, rule({"prev_action": {}, "user": {"intent": "deny"}}): "action_deny"})], id="a beginning"
        ),
        pytest.param(
            [policy({**PLAIN, rule(state("action_a", "deny"), state("action_b", "deny")): "action_c"})], id="a story"
        ),
        pytest.param(
            [policy({**PLAIN, rule({**state("action_listen", "deny"), "user": {"text": "no"}}): "action_deny"})],
            id="a text",
        ),
    ],
)
def test_one_rule_or_policy_that_looks_at_more_leaves_all_to_rasa(policies: list[Policy]) -> None:
    assert asked_for_two(policies, LISTEN, said("greet")) == 2


def test_nothing_that_a_tracker_writes_into_is_handed_out_twice() -> None:
    known, ask = NextActions([policy(PLAIN)]), Asked()
    first, second = (known.after(tracker_of(LISTEN, said("greet")), ask) for _ in range(2))
    first.probabilities[0] = 0.7
    first.events[0].metadata = {"model_id": "a"}
    assert second == known.after(tracker_of(LISTEN, said("greet")), ask)
    assert second.events[0] is not first.events[0]
    assert not second.events[0].metadata
