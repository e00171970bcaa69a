"""Never the reply before word for word: the next useful thing instead."""

from __future__ import annotations

from dataclasses import replace

from actions.replies.details import CANNOT_SAY
from actions.replies.needs import OF_A_SERVICE, is_serious
from actions.replies.plan import Plan
from actions.replies.services import service_asked, services_of, who_listens
from actions.replies.turn import Turn

# Said where a need has nothing of its own left: to a question, and to what asks nothing.
NOBODY_KNOWS = (*CANNOT_SAY, "utter_cannot_say_again")
STILL = ("utter_still", "utter_still_again")
FIRST = ("utter_this_first", "utter_still_again")
NUMBER = ("utter_service_number", "utter_still_again")
# Asked for again, it is given again, in other words.
OF_A_NUMBER = frozenset({"repeat_number", "cant_talk"})
# What comes next answers the question that is asked again.
ANSWERS = frozenset({"utter_next_no_phone_crisis", "utter_next_deaf_999"})
STILL_IN_DANGER = ("utter_emergency_follow", "utter_emergency_still")


def keys(plan: Plan) -> tuple[str, ...]:
    """What is remembered of a reply: names of responses, with the service that they speak of."""
    own = tuple(f"{name}:{plan.service}" if plan.service else name for name in plan.responses)
    return own + (keys(plan.also) if plan.also else ())


def in_other_words(turn: Turn, plan: Plan) -> Plan:
    """The plan itself, or where the reply before was just this, another that serves the same need."""
    if plan.forget or not (keys(plan) == turn.before.said_last or _had_already(turn, plan)):
        return plan
    for candidate in _others(turn, plan):
        if keys(candidate) != turn.before.said_last:
            return candidate
    return plan


def _had_already(turn: Turn, plan: Plan) -> bool:
    """A question about the open need, which its whole reply, said before, has not answered."""
    if plan.topic is None or plan.topic != turn.topic or plan.route == "emergency":
        return False
    adds_nothing = turn.names_no_need and turn.reading.act is None
    return _asks(turn) and adds_nothing and set(keys(plan)) <= set(turn.before.said)


def _asks(turn: Turn) -> bool:
    """Who asks whom to tell is answered with a service, as who tells something is."""
    return turn.asks and not turn.says("whom_to_tell")


def _others(turn: Turn, plan: Plan) -> list[Plan]:
    if plan.route == "emergency":
        return [replace(plan, responses=(name,), also=None) for name in STILL_IN_DANGER]
    named = services_of(turn, plan)
    # Of grief what is added is for whoever listens to hear, if the reply named them.
    of_grief = turn.topic == "family" and not turn.says("groups")
    listens = [row for row in (who_listens(turn),) if row in named and of_grief]
    services = [row for row in (service_asked(turn, only_named=True), plan.service, *listens, *named) if row]
    service = next((row for row in services if row not in turn.passed_over), None)
    after = plan.responses[0].replace("utter_", "utter_next_", 1)
    # Who asks what to do is told what comes next.
    asks = _asks(turn) and turn.reading.ask != "ask_steps"
    asks = asks or plan.responses[0] in NOBODY_KNOWS or plan.route in OF_A_SERVICE
    known = after in turn.wording and (after in ANSWERS or not asks)
    plans = [replace(plan, responses=(after,), also=None)] if known else []
    if service:
        # What is serious is not to be read off a locked phone: there the first line says nothing of whom.
        first = turn.says("whom_to_tell") or (turn.reading.ask == "ask_steps" and not is_serious(turn.topic))
        last = FIRST if first else NOBODY_KNOWS if asks else STILL
        last = NUMBER if turn.reading.ask in OF_A_NUMBER else last
        beside = next((row for row in named if row != service and row not in turn.passed_over), None)
        also = Plan(plan.route, ("utter_or_number",), service=beside) if beside else None
        plans += [replace(plan, responses=(name,), service=service, also=also) for name in last]
    return plans
