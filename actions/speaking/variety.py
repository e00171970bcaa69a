"""Never the reply before word for word: the next useful thing instead."""

from __future__ import annotations

from dataclasses import replace

from actions.speaking.plan import Plan
from actions.speaking.services import services_of
from actions.speaking.turn import Turn

# Said where a need has nothing of its own left.
STILL = ("utter_still", "utter_still_again")
EMERGENCY = ("utter_emergency_follow", "utter_emergency_still")


def keys(plan: Plan) -> tuple[str, ...]:
    """What is remembered of a reply: names of responses, with the service that they speak of."""
    own = tuple(f"{name}:{plan.service}" if plan.service else name for name in plan.responses)
    return own + (keys(plan.also) if plan.also else ())


def in_other_words(turn: Turn, plan: Plan) -> Plan:
    """The plan itself, or where the reply before was just this, another that serves the same need."""
    if plan.forget or keys(plan) != turn.before.said_last:
        return plan
    for candidate in _others(turn, plan):
        if keys(candidate) != turn.before.said_last:
            return candidate
    return plan


def _others(turn: Turn, plan: Plan) -> list[Plan]:
    if plan.route == "emergency":
        return [replace(plan, responses=(name,), also=None) for name in EMERGENCY]
    service = plan.service or next(iter(services_of(turn, plan)), None)
    after = plan.responses[0].replace("utter_", "utter_next_", 1)
    plans = [replace(plan, responses=(after,), also=None)] if after in turn.wording else []
    if service:
        plans += [replace(plan, responses=(name,), service=service, also=None) for name in STILL]
    return plans
