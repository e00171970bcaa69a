"""Sends a plan: the messages, then the signpost, then what is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.intents import EMERGENCY
from actions.replies.plan import ENGLISH, Plan
from actions.replies.remembered import remembered
from actions.replies.rendering import EASY, MOST_SERVICES, Rendered, Renderer
from actions.replies.turn import Turn
from directory.models import EMERGENCY_SERVICE

IN_DOUBT = "utter_in_doubt"
FIRST_NUMBER = "utter_card_number_alone"
# Replies that begin with the same line by themselves.
OPENS_WITH_999 = frozenset(
    {
        "utter_fallback", "utter_fallback_again", "utter_out_of_scope", "utter_privacy_police", "utter_people",
        "utter_emergency_better",
    }
)  # fmt: skip
# The treatment reply warns of these: stopping them at once can kill.
STOP_SUDDENLY = frozenset({"alcohol", "benzodiazepines", "ghb"})
STOP_SUDDENLY_REPLY = "utter_treatment_stop_suddenly"
WARNING = "utter_withdrawal_warning"
WITHOUT_WARNING = frozenset({"emergency", "service_info", "smalltalk", "family", "report"})
NOTHING_TO_SAY = "utter_nobody_else"
CANNOT_SEND = "utter_cannot_send"
SAYS_IT_CANNOT_SEND = frozenset({"utter_people", "utter_tell_yourself"})
# Replies within an emergency that do not say what reads them.
OF_NO_COMPUTER = frozenset(
    {
        "utter_emergency_still", "utter_emergency_wait", "utter_emergency_no_answer", "utter_emergency_number",
        "utter_emergency_trouble", "utter_emergency_cost", "utter_emergency_refused", "utter_emergency_called",
        "utter_emergency_until_they_come", "utter_emergency_better_still", "utter_safe_now",
    }
)  # fmt: skip


def say(dispatcher: CollectingDispatcher, domain: DomainDict, turn: Turn, plan: Plan) -> list[dict[str, Any]]:
    """Utters the plan and returns the slot events; in doubt the reply opens with 999."""
    renderer = _renderer(turn, turn.channel)
    rendered = renderer.render(plan)
    if not rendered.messages:
        # Nothing of it can be filled now: who else can help is said instead.
        plan = replace(plan, responses=(NOTHING_TO_SAY,), also=None)
        rendered = renderer.render(plan)
    rendered = _opened(renderer, turn, plan, rendered)
    utter(dispatcher, rendered, plan, easy=_in_easy_read(turn, plan) if turn.easy else None)
    return remembered(turn, plan, rendered)


def _renderer(turn: Turn, channel: str) -> Renderer:
    return Renderer(
        turn.wording, turn.directory, channel=channel, at=turn.at, places=turn.places, said=turn.before.said
    )


def _opened(renderer: Renderer, turn: Turn, plan: Plan, rendered: Rendered) -> Rendered:
    """The reply, with what has to come before it."""
    if _stops_suddenly(turn, plan):
        rendered = _before(renderer, WARNING, rendered)
    if plan.responses[0] not in SAYS_IT_CANNOT_SEND and turn.says("send_help"):
        rendered = _cannot_send(renderer, plan, rendered)
    rendered = _in_their_language(renderer, turn, plan, rendered)
    if _in_doubt(turn, plan):
        rendered = _before(renderer, IN_DOUBT, rendered)
        services = dict.fromkeys([*rendered.services[: MOST_SERVICES - 1], EMERGENCY_SERVICE])
        rendered = replace(rendered, services=tuple(services))
    return rendered


def _in_easy_read(turn: Turn, plan: Plan) -> Rendered | None:
    """The same reply in shorter sentences; None where its responses have none."""
    renderer = _renderer(turn, EASY)
    rendered = renderer.render(_easier(turn, plan))
    if not any(any(row) for row in rendered.pictures):
        return None
    return _opened(renderer, turn, plan, rendered)


def _easier(turn: Turn, plan: Plan) -> Plan:
    """With the steps of first aid as easy read says them."""
    easy = turn.directory.easy_steps()
    values = {name: "\n".join(easy.get(line, line) for line in said.split("\n")) for name, said in plan.values.items()}
    return replace(plan, values=values, also=_easier(turn, plan.also) if plan.also else None)


def _stops_suddenly(turn: Turn, plan: Plan) -> bool:
    """Somebody means to stop what must not be stopped at once, and the reply does not warn by itself."""
    if plan.route in WITHOUT_WARNING or STOP_SUDDENLY_REPLY in plan.responses:
        return False
    return bool(turn.substances & STOP_SUDDENLY) and turn.says("stopping")


def _in_doubt(turn: Turn, plan: Plan) -> bool:
    """Somebody may be in danger, by this message or because an emergency was spoken of just now."""
    if plan.route == EMERGENCY or any(name in OPENS_WITH_999 for name in plan.responses[:1]):
        return False
    if plan.route == "crisis" and turn.language != ENGLISH:
        # 999 stands first in their own language then, and who listens would wait for MORE in a text.
        return False
    just_better = turn.before.emergency == "better" and turn.now.emergency == "better" and turn.route == EMERGENCY
    just_doubtful = turn.before.emergency == "doubtful" and turn.now.emergency is None
    return turn.doubt or ((just_better or just_doubtful) and plan.route not in ("smalltalk", "about_bot"))


def _cannot_send(renderer: Renderer, plan: Plan, rendered: Rendered) -> Rendered:
    """Behind 999 in an emergency, where the reply does not say it by itself; else in front."""
    if plan.route != EMERGENCY:
        return _before(renderer, CANNOT_SEND, rendered)
    if plan.responses[0] not in OF_NO_COMPUTER:
        return rendered
    return _in_a_row(rendered, rendered, renderer.render(Plan("smalltalk", (CANNOT_SEND,))))


def _before(renderer: Renderer, name: str, rendered: Rendered) -> Rendered:
    """The reply with the paragraphs of another response, and the services these name, in front."""
    return _joined(renderer.render(Plan("smalltalk", (name,))), rendered)


def _joined(first: Rendered, rendered: Rendered) -> Rendered:
    """One in front of the other, with the buttons of the second."""
    services = dict.fromkeys([*rendered.services, *first.services])
    return replace(_in_a_row(rendered, first, rendered), services=tuple(services)[:MOST_SERVICES])


def _in_a_row(whole: Rendered, first: Rendered, then: Rendered) -> Rendered:
    """One of the two with the paragraphs of both."""
    return replace(
        whole,
        messages=(*first.messages, *then.messages),
        languages=(*first.languages, *then.languages),
        pictures=(*first.pictures, *then.pictures),
    )


def _in_their_language(renderer: Renderer, turn: Turn, plan: Plan, rendered: Rendered) -> Rendered:
    """Opens with what data/replies/languages.yml has in their language: 999 where it may be needed, interpreters.

    In despair whoever listens comes before these, by name and number alone.
    """
    if turn.language == ENGLISH:
        return rendered
    first = rendered.services[:1]
    rendered = _before(renderer, f"utter_interpreters_{turn.language}", rendered)
    if plan.route == "crisis" and first:
        number = renderer.render(Plan("crisis", (FIRST_NUMBER,), service=first[0]))
        # A name and a number are in any language, and stand with what is said in theirs.
        rendered = _joined(replace(number, languages=(turn.language,) * len(number.messages)), rendered)
    if plan.route == EMERGENCY or turn.doubt:
        rendered = _before(renderer, f"utter_call_999_{turn.language}", rendered)
    return rendered


def utter(dispatcher: CollectingDispatcher, rendered: Rendered, plan: Plan, *, easy: Rendered | None = None) -> None:
    """Hands the messages to Rasa, the signpost last; beside it `easy`, where a page can show that."""
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
    dispatcher.utter_message(json_message={"signpost": signpost, **({"easy": _rows(easy)} if easy else {})})


def _rows(easy: Rendered) -> list[dict[str, Any]]:
    """Each message with its language and, line by line, the names of its pictures."""
    rows = zip(easy.messages, easy.languages, easy.pictures, strict=True)
    return [{"text": text, "language": language, "pictures": list(pictures)} for text, language, pictures in rows]
