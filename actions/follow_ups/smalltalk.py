"""Hello, thanks, goodbye, yes, no, moans and scraps: what carries no need by itself."""

from __future__ import annotations

import re

from actions.follow_ups.about_bot import who_has_people
from actions.replies.details import DETAILS, detail
from actions.replies.kept import LIKELY
from actions.replies.plan import ENGLISH, Plan
from actions.replies.planners import again, answered_as, answers, plan_for
from actions.replies.services import service_asked
from actions.replies.turn import Turn

# Small talk is learnt from letters like "thnx" and "hmu", so a run of letters without a vowel is told apart by hand: no
# greeting has four in a row without one; a hand laid on the keys does.
KEYS = re.compile(r"[b-df-hj-np-tv-xz]{4,}", re.I)
PLAIN = 0.9
FEWEST_WORDS = 3
# "What time does it open" may be asked of a shop too; where a service was named it is asked of that.
# "the night shelter pls": words that say no more than whom they mean.
A_NAME = 4
ASKED_OF_A_SERVICE = frozenset({*DETAILS, "repeat_number"})
# Thanks with a question behind them have so many.
FEWEST_TO_ASK = 6


@answers("greet")
def greet(turn: Turn) -> Plan:
    """What the bot can do, with buttons; the second time it just asks."""
    if KEYS.fullmatch(turn.text):
        return not_understood(turn)
    return Plan("smalltalk", (_unsaid(turn, "utter_greet", "utter_greet_again"),))


@answers("thanks")
def thanks(turn: Turn) -> Plan:
    """Short, and open for more; a first message of emoji or scraps without a word of thanks is not understood."""
    if plan := _asked_beside(turn):
        return plan
    words = len(turn.text.split())
    is_plain = turn.confidence >= PLAIN and words >= FEWEST_WORDS
    may_be_none = turn.route is None or (words >= FEWEST_TO_ASK and _has_letters_of_others(turn.text))
    if may_be_none and not is_plain and not turn.says("thanks"):
        return not_understood(turn)
    return Plan("smalltalk", (_unsaid(turn, "utter_thanks", "utter_thanks_again"),))


@answers("goodbye")
def goodbye(turn: Turn) -> Plan:
    """Short, and says that they may come back; a question beside it is answered."""
    return _asked_beside(turn) or Plan("smalltalk", (_unsaid(turn, "utter_goodbye", "utter_goodbye_again"),))


@answers("stop")
def stop(turn: Turn) -> Plan:
    """Nothing is sent unless they write; 999 stays named. "How do I stop him" is more about the need that is open."""
    if turn.topic and turn.asks and (plan := again(turn)):
        return plan
    return Plan("smalltalk", ("utter_stop",))


@answers("affirm")
def affirm(turn: Turn) -> Plan:
    """A yes keeps to the need that is open; "ok" to a reply that asked nothing is only heard."""
    if turn.says("thanked") or (turn.says("acknowledged") and turn.route is not None and not turn.before.offered):
        return thanks(turn)
    return again(turn) or Plan("smalltalk", ("utter_affirm_nothing",))


@answers("deny")
def deny(turn: Turn) -> Plan:
    """A no keeps to the need that is open, as a yes does."""
    if turn.says("thanked"):
        return thanks(turn)
    goes_on = again(turn) if turn.topic != "out_of_scope" else None
    return goes_on or Plan("smalltalk", ("utter_deny_nothing",))


@answers("vent")
def vent(turn: Turn) -> Plan:
    """A moan: it is heard, and the choices stay; what may be none is more about the need that is open."""
    if turn.confidence < LIKELY and turn.topic and (plan := again(turn)):
        return plan
    return Plan("smalltalk", (_unsaid(turn, "utter_vent", "utter_vent_again"),))


@answers("unsure")
def unsure(turn: Turn) -> Plan:
    """No need to know what to say: choices, on the route of the need that is open."""
    if turn.topic is None:
        return not_understood(turn)
    return again(turn) or not_understood(turn)


@answers("pick")
def pick(turn: Turn) -> Plan:
    """A choice of something that was not offered: the need that is open, or the choices anew."""
    return again(turn) or not_understood(turn)


@answers("ask_steps")
def ask_steps(turn: Turn) -> Plan:
    """What to do, with no emergency open: the need that is open, else FRANK."""
    return again(turn) or plan_for(turn, "advice")


@answers("nlu_fallback")
def fallback(turn: Turn) -> Plan:
    """Says so honestly; the second time running it gives the main numbers at once."""
    return not_understood(turn)


@answers("out_of_scope")
def out_of_scope(turn: Turn) -> Plan:
    """What this bot is not for, and what it is for; who has no place to stay is sent to the council."""
    if bed := _a_bed(turn):
        return bed
    if turn.says("send_help") or not any(map(str.isalnum, turn.text)):
        return not_understood(turn)
    if turn.reading.ask in ASKED_OF_A_SERVICE and service_asked(turn):
        return answered_as(turn, turn.reading.ask)
    if set(turn.named) - turn.passed_over and (turn.asks or len(turn.text.split()) <= A_NAME):
        return answered_as(turn, "service_info")
    return Plan("fallback", (_unsaid(turn, "utter_out_of_scope", "utter_out_of_scope_again"),))


def not_understood(turn: Turn) -> Plan:
    """Not understood, and asked for other words; who thinks that help is sent is told who has people."""
    if bed := _a_bed(turn):
        return bed
    if turn.says("send_help") and "utter_people" not in turn.before.said_last:
        return who_has_people()
    if turn.language != ENGLISH and not turn.doubt and not turn.missed:
        return Plan("fallback", ("utter_language",), missed=1)
    response = "utter_fallback_again" if turn.missed else "utter_fallback"
    if response in turn.before.said_last:
        response = "utter_fallback_still"
    return Plan("fallback", (response,), missed=turn.missed + 1)


def _a_bed(turn: Turn) -> Plan | None:
    """Who has no place to stay is sent to the council."""
    return answered_as(turn, "council") if turn.says("homeless") else None


def _asked_beside(turn: Turn) -> Plan | None:
    """What is asked behind thanks or a goodbye: the cost, else more of the open need."""
    if not turn.topic or not turn.asks:
        return None
    service = service_asked(turn) if turn.says("asks_cost") else None
    if service:
        return detail(turn, service, "cost")
    return again(turn) if len(turn.text.split()) >= FEWEST_TO_ASK else None


def _has_letters_of_others(text: str) -> bool:
    """Letters that English lacks: in other languages whole sentences were taken for thanks."""
    return any(letter.isalpha() and not letter.isascii() for letter in text)


def _unsaid(turn: Turn, *names: str) -> str:
    """The first of these that the reply before did not say."""
    return next((name for name in names if name not in turn.before.said_last), names[-1])
