"""The emergency reply, and what is said while one is open: 999 first, then what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.conversation.situation import STILL_ON
from actions.intents import EMERGENCY, SAME
from actions.replies.first_aid import dont, steps, writer_may_be_unwell
from actions.replies.needs import OF_SECRETS
from actions.replies.plan import Plan
from actions.replies.planners import answers, plan_for
from actions.replies.services import service_asked, who_listens
from actions.replies.settled import FROM_PEOPLE, topic_before
from actions.replies.turn import Turn

# Danger kinds of the red flags whose reply differs from the usual one; the rest share utter_emergency.
OWN_REPLY = {
    "attacked": "utter_emergency_attacked",
    "gas": "utter_emergency_gas",
    "electric": "utter_emergency_electric",
    "spiked-now": "utter_spiked_now",
}
# What is asked within an emergency to what is said after 999.
WITHIN: Mapping[str, str] = {
    "no_phone": "utter_emergency_no_phone",
    "cant_talk": "utter_emergency_cant_talk",
    "privacy": "utter_emergency_trouble",
    "ask_anonymous": "utter_emergency_trouble",
    "ask_cost": "utter_emergency_cost",
    "refuse": "utter_emergency_refused",
    "update_called": "utter_emergency_called",
}
# What is asked in so many words, whatever was understood.
OF_THE_CALL: Mapping[str, str] = {"no_answer_there": "utter_emergency_no_answer", "cancels": "utter_emergency_wait"}
ASKED_PLAINLY: Mapping[str, str] = {"asks_to_give": "utter_emergency_ask_first", **OF_THE_CALL}
# The same where somebody else is the danger: what the police do then is for the call-taker to say.
FROM_PEOPLE_WITHIN: Mapping[str, str] = {
    "no_phone": "utter_emergency_no_phone_attacked",
    "privacy": "utter_emergency_wait",
    "ask_anonymous": "utter_emergency_wait",
}
# Within an emergency these ask for a number, and those the call-taker knows.
OF_A_NUMBER = frozenset({"repeat_number", "service_info", "ask_where", "ask_open", "someone_else"})
FOR_THE_CALL_TAKER = frozenset({"what_happens", "ask_referral", "nearer"})
# Kinds of danger whose number is that of a service of the same role.
OF_PIPES = frozenset({"gas", "electric"})


@answers(EMERGENCY, "update_worse")
def emergency(turn: Turn) -> Plan:
    """999 first, then at most three steps that fit the danger, all from the directory."""
    kind = turn.danger or "unknown"
    response = _first_or_next(turn, kind)
    if response == "utter_emergency" and not steps(turn, kind) and writer_may_be_unwell(turn):
        response = "utter_emergency_self"
    # Where the signs are weak it says how to go on if it is none.
    responses = (response, "utter_nobody_in_danger") if turn.now.emergency == "doubtful" else (response,)
    return _plan(turn, kind, *responses)


def _plan(turn: Turn, kind: str, *responses: str, service: str | None = None) -> Plan:
    values = {"steps": steps(turn, kind), "dont": dont(turn, kind)}
    return Plan("emergency", responses, values=values, topic=EMERGENCY, danger=kind, service=service)


def _first_or_next(turn: Turn, kind: str) -> str:
    """What is said to that danger; where it was said already, what comes next."""
    usual = OWN_REPLY.get(kind, "utter_emergency")
    if kind == "spiked-now" and turn.says("writer_is_patient"):
        usual = "utter_spiked_me"
    if kind in FROM_PEOPLE and _writer_is_armed(turn):
        return "utter_emergency_own_weapon"
    if _writer_is_deaf(turn) or (usual not in OWN_REPLY.values() and turn.says("cannot_speak")):
        return "utter_emergency_cant_talk"
    if turn.in_emergency and turn.danger == turn.before.danger and (plain := turn.first_said(OF_THE_CALL)):
        return plain
    if not turn.before.emergency:
        return usual
    if _asks_for_what_harms(turn, kind):
        return "utter_emergency_dont"
    if _has_called(turn):
        return _while_they_come(turn)
    return _follow(turn, kind) if usual in turn.before.said_last else usual


def _asks_for_what_harms(turn: Turn, kind: str) -> bool:
    return turn.says("asks_dont") and bool(dont(turn, kind))


def _writer_is_armed(turn: Turn) -> bool:
    """Whoever holds the weapon, and means somebody else, has nobody to hide from."""
    means_it = turn.reading.instead == "hurt_someone" or turn.says("wants_to_hurt")
    return means_it and turn.says("own_weapon")


def _writer_is_deaf(turn: Turn) -> bool:
    return turn.says("deaf") and not turn.says("other_is_deaf")


def in_emergency(turn: Turn) -> Plan | None:
    """While an emergency is open: 999, then the answer to what was asked. None where none is."""
    now = turn.now.emergency
    asks = turn.intent == EMERGENCY and turn.reading.ask
    if not asks and (now not in STILL_ON or turn.intent in ("stop", EMERGENCY)):
        return None
    kind = turn.danger or "unknown"
    response, service = _within(turn, kind)
    return _plan(turn, kind, response, service=service)


def _within(turn: Turn, kind: str) -> tuple[str, str | None]:
    """The response, and the service whose number it says."""
    if _asks_for_what_harms(turn, kind):
        return "utter_emergency_dont", None
    if plain := turn.first_said(ASKED_PLAINLY):
        return plain, None
    if turn.reading.ask in OF_A_NUMBER:
        service = service_asked(turn, only_named=True) or _number_meant(turn, kind)
        return ("utter_emergency_number", service) if service else ("utter_emergency_wait", None)
    if turn.intent == EMERGENCY and "utter_emergency" not in turn.before.said and not turn.in_emergency:
        return WITHIN.get(turn.reading.ask or "", OWN_REPLY.get(kind, "utter_emergency")), None
    return _to_what_else_was_said(turn, kind), None


def _to_what_else_was_said(turn: Turn, kind: str) -> str:
    said = turn.reading.ask or turn.reading.act or ""
    if said == "cant_talk" and turn.says("on_probation"):
        said = "privacy"
    has_called = _has_called(turn)
    if said == "update_called" and not has_called:
        return _follow(turn, kind)
    if said in OF_SECRETS and has_called:
        return "utter_emergency_trouble_called"
    known = {**WITHIN, **FROM_PEOPLE_WITHIN} if kind in FROM_PEOPLE else WITHIN
    if said in known:
        return known[said]
    if has_called and "utter_emergency_called" not in turn.before.said_last:
        return "utter_emergency_called"
    return "utter_emergency_wait" if said in FOR_THE_CALL_TAKER else _follow(turn, kind)


def _number_meant(turn: Turn, kind: str) -> str | None:
    if kind in OF_PIPES:
        return turn.directory.needs.role(kind)
    return next(iter(turn.services), None) if turn.says("named_before") else None


def _has_called(turn: Turn) -> bool:
    """Somebody rang 999, by what was understood or by the words of this message.

    Where people are the danger, they may be the ones who are on their way.
    """
    if turn.danger in FROM_PEOPLE:
        return turn.says("called_police") and not turn.says("not_called")
    return turn.reading.act == "update_called" or (turn.says("called") and not turn.says("not_called"))


def _while_they_come(turn: Turn) -> str:
    said = turn.before.said_last
    return "utter_emergency_until_they_come" if "utter_emergency_called" in said else "utter_emergency_called"


def _follow(turn: Turn, kind: str) -> str:
    """Another wording than that of the reply before."""
    if turn.before.emergency == "called":
        rest = ("utter_emergency_until_they_come", "utter_emergency_called")
    elif kind in FROM_PEOPLE:
        rest = ("utter_emergency_follow_attacked", "utter_emergency_still")
    else:
        rest = ("utter_emergency_follow", "utter_emergency_still")
    return next((name for name in rest if name not in turn.before.said_last), rest[0])


@answers("update_called")
def update_called(turn: Turn) -> Plan:
    """Somebody rang: stay on the phone with them."""
    return _plan(turn, turn.danger or "unknown", "utter_emergency_called")


@answers("update_better")
def update_better(turn: Turn) -> Plan:
    """Better for now: it can come back, naloxone wears off, and 999 and 111 stay named. Gas and cables never are."""
    if turn.before.emergency in (None, "over"):
        return _good_news(turn)
    if turn.says("somebody_is_here"):
        return emergency(turn)
    if turn.says("called") and turn.says("worse"):
        return update_called(turn)
    if turn.danger in OF_PIPES or (turn.says("still_unwell") and turn.before.emergency == "open"):
        return emergency(turn)
    if turn.before.emergency == "better":
        return Plan("emergency", ("utter_emergency_better_still",), topic="health", danger=turn.danger)
    response = "utter_safe_now" if turn.danger in FROM_PEOPLE else "utter_emergency_better"
    return Plan("emergency", (response,), topic="health", danger=turn.danger)


@answers("update_over")
def update_over(turn: Turn) -> Plan:
    """A mistake, or others look after it: calm, and open for what comes next."""
    if turn.before.emergency is None:
        return _good_news(turn)
    if turn.says("somebody_is_here"):
        return emergency(turn)
    topic = topic_before(turn)
    if turn.says("shaken") and turn.names_no_need:
        return _after_a_shock(turn)
    if topic and turn.asks:
        plan = plan_for(turn, topic)
        return replace(plan, responses=("utter_good", *plan.responses))
    return Plan("smalltalk", ("utter_emergency_over",), topic=topic, danger=turn.danger)


def _after_a_shock(turn: Turn) -> Plan:
    """Who listens: the one for despair, or for the young theirs."""
    return Plan("crisis", ("utter_after_a_shock",), service=who_listens(turn), topic="crisis")


def _good_news(turn: Turn) -> Plan:
    if turn.topic and turn.reading.need == SAME and turn.topic != EMERGENCY:
        return plan_for(turn, turn.topic)
    return Plan("smalltalk", ("utter_good_news",))
