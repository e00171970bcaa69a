"""What the bot does next, where its rules look at a message's intent alone: asked of Rasa once, and known from then on.

Rasa holds every state of the conversation against every rule, twice a turn.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.tracker import like

# A message's intent, and the actions that ran since.
Place = tuple[str | None, tuple[str, ...]]
Ask = Callable[[DialogueStateTracker], PolicyPrediction]

# What else a turn of ours holds; no plain rule looks at it.
_UNSEEN = frozenset({SlotSet, BotUttered, DefinePrevUserUtteredFeaturization})


class NextActions:
    """Of the loaded `policies`. Whatever no plain rule speaks of, Rasa is asked each time."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._plain = frozenset(_plain(policies))
        self._known: dict[Place, PolicyPrediction] = {}

    def after(self, tracker: DialogueStateTracker, ask: Ask) -> PolicyPrediction:
        """What `ask` says of it, or has said of the same place in another conversation."""
        place = _place(tracker)
        if place is None or place not in self._plain:
            return ask(tracker)
        if place not in self._known:
            self._known[place] = _anew(ask(tracker))
        return _anew(self._known[place])


def _plain(policies: Sequence[Policy]) -> Iterable[Place]:
    """The places that the rules speak of; none if there is one rule or policy that looks at anything else."""
    if [type(policy) for policy in policies] != [RulePolicy]:
        return ()
    (rules,) = policies
    if rules.config["use_nlu_confidence_as_score"] or rules.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH):
        return ()
    places = [_spoken_of(json.loads(rule)) for rule in rules.lookup[RULES]]
    return () if None in places else [place for place in places if place]


def _spoken_of(states: list[dict[str, Any]]) -> Place | None:
    intent = states[0].get("user", {}).get("intent")
    ran = tuple(str(state.get("prev_action", {}).get("action_name")) for state in states)
    plain = [{"prev_action": {"action_name": name}, "user": {"intent": intent}} for name in ran]
    if states != plain or ran[0] != ACTION_LISTEN_NAME or len(ran) > 2:
        return None
    return intent, ran[1:]


def _place(tracker: DialogueStateTracker) -> Place | None:
    """Where the turn stands; None where something has happened that a policy looks at."""
    if tracker.followup_action or tracker.active_loop_name:
        return None
    ran: list[str] = []
    events = reversed(tracker.events)
    for event in events:
        # Of the very class: Rasa's are abstract ones, for which `isinstance` takes ten times as long.
        kind = type(event)
        if kind is UserUttered:
            return (event.intent_name, tuple(reversed(ran))) if _listens(next(events, None)) else None
        if kind is ActionExecuted:
            ran.append(event.action_name)
        elif kind not in _UNSEEN:
            return None
    return None


def _listens(event: Event | None) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _anew(prediction: PolicyPrediction) -> PolicyPrediction:
    """The same with events of its own, since a tracker writes into those that it is given."""
    found = like(prediction)
    found.probabilities = list(prediction.probabilities)
    found.events = [like(event) for event in prediction.events]
    return found
