"""What is remembered after a reply: names of needs, services, responses and cues, and never a word of theirs."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.conversation.situation import MOST_EARLIER, MOST_SAID, Situation, State
from actions.intents import EMERGENCY
from actions.replies.needs import OF_A_SERVICE
from actions.replies.plan import Plan
from actions.replies.rendering import Rendered
from actions.replies.turn import Turn
from actions.replies.variety import keys
from actions.topics.files import heard_cues
from directory.models import EMERGENCY_SERVICE

# Cues that decide between wordings of a need, and hold for as long as it is open: those of code, and those of data.
OF_A_NEED = (
    "needles",
    "naloxone",
    "script_lost",
    "pregnant",
    "exploited",
    "children",
    "writer_used",
    "carries",
    "works_with",
    "a_parent_hits",
    "a_partner",
)
OF_WHO_IS_UNWELL = ("another_person", "own_trouble", "cannot_write")
STICKY = tuple(dict.fromkeys((*OF_A_NEED, *OF_WHO_IS_UNWELL, *heard_cues())))


def remembered(turn: Turn, plan: Plan, rendered: Rendered) -> list[dict[str, Any]]:
    """The slot events after this reply; none of the words."""
    after = Situation() if plan.forget else _situation(turn, plan, rendered)
    return [SlotSet(name, value) for name, value in after.slots().items()]


def _emergency_after(turn: Turn, plan: Plan) -> State | None:
    """A reply may open one, and a reply to somebody who has called says so."""
    state = turn.now.emergency
    if plan.route == EMERGENCY and state in (None, "over"):
        state = "open"
    return "called" if state == "open" and "utter_emergency_called" in plan.responses else state


def _services_after(turn: Turn, plan: Plan, rendered: Rendered) -> tuple[str, ...]:
    """The services that a later "them" or "the first one" is about."""
    # 999 is never what a later "that number" means.
    calm = tuple(service for service in rendered.services if service != EMERGENCY_SERVICE)
    # Of a service that is reached by way of another the other stands first, but "them" is the one spoken of.
    spoken_of = (plan.service,) if plan.service in calm and plan.route in OF_A_SERVICE else ()
    calm = tuple(dict.fromkeys((*filter(None, spoken_of), *calm)))
    return turn.services if plan.route == EMERGENCY and turn.services else calm or turn.services or rendered.services


def _situation(turn: Turn, plan: Plan, rendered: Rendered) -> Situation:
    is_doubtful = turn.now.emergency == "doubtful"
    topic = turn.now.topic if is_doubtful else plan.topic or turn.now.topic
    state, said = _emergency_after(turn, plan), keys(plan)
    heard = [f"{topic}.{cue}" for cue in STICKY if turn.says(cue)]
    named = _services_after(turn, plan, rendered)
    return Situation(
        topic=topic,
        route=plan.route,
        services=named,
        earlier=tuple(dict.fromkeys([*turn.before.earlier, *named]))[-MOST_EARLIER:],
        offered=tuple(str(button.get("payload", "")) for button in rendered.buttons),
        said=tuple(dict.fromkeys([*turn.before.said, *said, *rendered.once]))[-MOST_SAID:],
        said_last=said,
        heard=tuple(dict.fromkeys([*turn.before.heard, *heard])),
        substances=tuple(sorted(turn.substances)),
        emergency=state,
        danger=plan.danger if state else None,
        about=turn.about,
        young=turn.young,
        other_age=turn.other_age,
        area=turn.area,
        no_phone=turn.before.no_phone or turn.reading.ask == "no_phone" or None,
        cant_talk=turn.before.cant_talk or turn.reading.ask == "cant_talk" or None,
        language=turn.language,
        missed=plan.missed,
        last_act=(topic if is_doubtful else turn.intent) or None,
        leaning=turn.leaning,
    )
