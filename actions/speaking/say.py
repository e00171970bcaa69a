"""Sends a plan: the messages, then the signpost, then what is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.speaking import cues
from actions.speaking.plan import Plan
from actions.speaking.rendering import EMERGENCY, ENGLISH, MOST_SERVICES, Rendered, Renderer
from actions.speaking.turn import Turn

REMEMBERED = ("route", "topic", "services", "danger", "young", "area", "missed", "language")
IN_DOUBT = "utter_in_doubt"
# Replies that begin with the same line by themselves.
OPENS_WITH_999 = frozenset(
    {"utter_fallback", "utter_fallback_again", "utter_out_of_scope", "utter_privacy_police", "utter_emergency_better"}
)
# As substances.yml of the understanding marks them; a test holds the two equal.
STOP_SUDDENLY = frozenset({"alcohol", "benzodiazepines", "ghb"})
STOP_SUDDENLY_REPLY = "utter_treatment_stop_suddenly"
WARNING = "utter_withdrawal_warning"
WITHOUT_WARNING = frozenset({"emergency", "service_info", "smalltalk", "family", "report"})
CANNOT_SEND = "utter_cannot_send"
# Routes whose replies name 999 first by themselves.
NAMES_999 = frozenset({"emergency"})


def say(dispatcher: CollectingDispatcher, domain: DomainDict, turn: Turn, plan: Plan) -> list[dict[str, Any]]:
    """Utters the plan and returns the slot events; in doubt the reply opens with 999."""
    renderer = Renderer(domain["responses"], turn.directory, channel=turn.channel, at=turn.at, places=turn.places)
    rendered = renderer.render(plan)
    if _stops_suddenly(turn, plan):
        rendered = _before(renderer, WARNING, rendered)
    if plan.route not in NAMES_999 and cues.said("send_help", turn.text):
        rendered = _before(renderer, CANNOT_SEND, rendered)
    rendered = _in_their_language(renderer, turn, plan, rendered)
    if _in_doubt(turn, plan):
        rendered = _before(renderer, IN_DOUBT, rendered)
        services = dict.fromkeys([*rendered.services[: MOST_SERVICES - 1], EMERGENCY])
        rendered = replace(rendered, services=tuple(services))
    _utter(dispatcher, rendered, plan)
    return _remember(turn, plan, rendered)


def _stops_suddenly(turn: Turn, plan: Plan) -> bool:
    """Somebody means to stop what must not be stopped at once, and the reply does not warn by itself."""
    if plan.route in WITHOUT_WARNING or STOP_SUDDENLY_REPLY in plan.responses:
        return False
    return bool(turn.substances & STOP_SUDDENLY) and cues.said("stopping", turn.text)


def _in_doubt(turn: Turn, plan: Plan) -> bool:
    """Somebody may be in danger, by this message or because an emergency was spoken of just now."""
    if plan.route in NAMES_999 or any(name in OPENS_WITH_999 for name in plan.responses[:1]):
        return False
    return turn.doubt or (turn.route == "emergency" and plan.route not in ("smalltalk", "about_bot"))


def _before(renderer: Renderer, name: str, rendered: Rendered) -> Rendered:
    """The reply with the paragraphs of another response, and the services these name, in front."""
    first = renderer.render(Plan("smalltalk", (name,)))
    services = dict.fromkeys([*rendered.services, *first.services])
    return replace(
        rendered,
        messages=(*first.messages, *rendered.messages),
        languages=(*first.languages, *rendered.languages),
        services=tuple(services)[:MOST_SERVICES],
    )


def _in_their_language(renderer: Renderer, turn: Turn, plan: Plan, rendered: Rendered) -> Rendered:
    """Opens with what data/replies/languages.yml has in their language: 999 where it may be needed, interpreters."""
    if turn.language == ENGLISH:
        return rendered
    rendered = _before(renderer, f"utter_interpreters_{turn.language}", rendered)
    if plan.route == "emergency" or turn.doubt:
        rendered = _before(renderer, f"utter_call_999_{turn.language}", rendered)
    return rendered


def _utter(dispatcher: CollectingDispatcher, rendered: Rendered, plan: Plan) -> None:
    *earlier, last = rendered.messages
    for text in earlier:
        dispatcher.utter_message(text=text)
    dispatcher.utter_message(text=last, buttons=[dict(button) for button in rendered.buttons])
    signpost = {
        "route": plan.route,
        "services": list(rendered.services),
        "language": rendered.languages[0],
        "languages": list(rendered.languages),
    }
    dispatcher.utter_message(json_message={"signpost": signpost})


def _remember(turn: Turn, plan: Plan, rendered: Rendered) -> list[dict[str, Any]]:
    if plan.forget:
        return [SlotSet(name, None) for name in REMEMBERED]
    remembered = {
        "route": plan.route,
        "topic": plan.topic or turn.topic,
        "services": list(rendered.services) or list(turn.services),
        "danger": plan.danger,
        "young": turn.young,
        "area": turn.area,
        "missed": plan.missed,
        "language": turn.language,
    }
    return [SlotSet(name, value) for name, value in remembered.items()]
