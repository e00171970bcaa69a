"""Every reply that the bot has, as it is texted: short, plain, 999 first, and nobody named who cannot be reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import time_machine

from actions.replies.plan import Plan, Route
from actions.replies.rendering import Rendered, Renderer
from bot.checking.spoken import read_responses
from bot.checking.wording_rules import EMERGENCIES
from bot.sms.segmentation.septets import is_gsm
from bot.understanding.red_flags.rules import KINDS
from directory.store import Directory
from tests.actions.test_replies_hold import ENTITIES, FOLLOW_UPS, MOMENTS, WORDS
from tests.conversing import Conversation, Reply, entity, responses, rules
from tests.rows import each_row
from tests.sms.texted import LANGUAGES, Hold

pytestmark = pytest.mark.usefixtures("actions_directory")

# By the name of their file, those that others should not read at a glance.
AT_A_GLANCE: Mapping[str, Route] = {"crisis": "crisis", "safeguarding": "safeguarding", "slavery": "slavery"}
# Said inside other replies, in another language, or by the safety net.
PIECES = (
    "utter_card_",
    "utter_detail_",
    "utter_opening_",
    "utter_call_999_",
    "utter_interpreters_",
    "utter_last_",
    "utter_said_once",
)
# Beside those of the walk on any channel: what leads to the rarer replies, and to warnings before a reply.
RARER = (
    "i want to stop", "send someone to me now", "he died", "groups", "i will batter him", "will i get in trouble",
    "are you the police", "spiked", "i was raped", "they took over my home", "on the phone now", "no food for the kids",
)  # fmt: skip
# The young people's page needs the internet, so a text names the phone beside it first.
OTHER_SERVICES = (["fearless", "childline"], ["crimestoppers", "fearless", "childline"])


@pytest.fixture(scope="module")
def hold(town_directory: Directory) -> Hold:
    return Hold(town_directory)


def services(reply: Reply) -> tuple[str, bool, list[str]]:
    """The route, and whom it names; 999 as a safety line may stand earlier in a text."""
    signpost = reply[-1]["custom"]["signpost"]
    named = signpost["services"]
    return signpost["route"], "emergency-999" in named, [one for one in named if one != "emergency-999"]


def same_services(texted: Reply, read: Reply, after: str = "") -> bool:
    """Fails where a text leads elsewhere. False where it does so for a reason, and what follows may differ too."""
    *text, ours = services(texted)
    *page, theirs = services(read)
    assert text == page, after
    if (theirs, ours) == OTHER_SERVICES:
        return False
    assert ours == theirs, after
    return True


@each_row("intent", sorted(rules()))
def test_every_intent_is_texted_well(intent: str, hold: Hold) -> None:
    for words in (*WORDS, *RARER):
        for entities in ENTITIES:
            hold(Conversation("sms").hear(intent, words, entities))


@each_row("intent", sorted(rules()))
def test_every_follow_up_is_texted_well(intent: str, hold: Hold) -> None:
    for entities in ENTITIES[:2]:
        before = Conversation("sms")
        before.hear(intent, "", entities)
        for follow_up in FOLLOW_UPS:
            conversation = before.from_here()
            hold(conversation.hear(follow_up))
            hold(conversation.hear("repeat_number"))


@each_row("intent", sorted(rules()))
def test_a_text_leads_to_the_same_services_as_the_page(intent: str) -> None:
    for entities in ENTITIES[:2]:
        texted, read = Conversation("sms"), Conversation("web")
        if same_services(texted.hear(intent, "", entities), read.hear(intent, "", entities)):
            for follow_up in FOLLOW_UPS:
                same_services(texted.from_here().hear(follow_up), read.from_here().hear(follow_up), follow_up)


@each_row("name", [name for name in responses() if not name.startswith(PIECES)])
def test_every_response_is_texted_well_whatever_it_is_filled_with(
    name: str, town_directory: Directory, hold: Hold
) -> None:
    renderer = Renderer(responses(), town_directory, channel="sms", at=datetime.now(UTC))
    signs = "\n".join(town_directory.signs("county-lines").signs)
    values = {"signs": signs, "place": "Waterlooville", "opening": "@utter_opening_unknown"}
    for situation in town_directory.situations():
        steps = "\n".join(town_directory.steps(situation).steps[:3])
        filled = {**values, "steps": steps, "detail": "@utter_detail_anonymous"}
        rendered = renderer.render(Plan(_route(name), (name,), values=filled, service="frank"))
        if rendered.messages:
            hold(_reply(rendered, name))


@each_row("channel", ["sms", "web", "easy"])
def test_a_name_that_begins_a_line_begins_with_a_capital(channel: str, town_directory: Directory) -> None:
    renderer = Renderer(responses(), town_directory, channel=channel, at=datetime.now(UTC))
    plan = Plan("service_info", ("utter_no_phone_way", "utter_still_again"), service="domestic-abuse-helpline")
    assert "\nThe National Domestic Abuse Helpline on the web" in "\n" + "\n".join(renderer.render(plan).messages)


def _route(name: str) -> Route:
    if name in EMERGENCIES | {"utter_emergency_called"} - {"utter_emergency_better", "utter_in_doubt"}:
        return "emergency"
    return AT_A_GLANCE.get(_files()[name], "service_info")


@cache
def _files() -> Mapping[str, str]:
    """Where each response stands, without the ending."""
    return {response.name: response.file.removesuffix(".yml") for response in read_responses()[0]}


def _reply(rendered: Rendered, name: str) -> Reply:
    *earlier, last = [{"recipient_id": "a", "text": text} for text in rendered.messages]
    signpost = {
        "route": _route(name),
        "services": list(rendered.services),
        "language": rendered.languages[0],
        "languages": list(rendered.languages),
    }
    buttons = {"buttons": [dict(button) for button in rendered.buttons]} if rendered.buttons else {}
    return [*earlier, {**last, **buttons}, {"recipient_id": "a", "custom": {"signpost": signpost}}]


@each_row("language", LANGUAGES)
def test_every_language_stands_alone_in_the_first_text(language: str, hold: Hold) -> None:
    for intent in sorted(rules()):
        for entities in ([], [entity("doubt", "emergency")]):
            fitted = hold(Conversation("sms").hear(intent, "", [*entities, entity("language", language)]))
            # In despair the interpreters come last, where the first text has no room for them.
            english = fitted.now[1:2] if intent == "crisis" else fitted.now[1:]
            assert all(is_gsm(text) for text in english)


@each_row("kind", KINDS)
@each_row("follow_up", [None, "affirm", "no_phone", "cant_talk", "nlu_fallback"])
def test_every_danger_is_texted_at_once(kind: str, follow_up: str | None, hold: Hold) -> None:
    for words in ("", "deaf", "i called them", "i can't breathe", "took all the tablets"):
        conversation = Conversation("sms")
        fitted = hold(conversation.hear("emergency", words, [entity("danger", kind)]))
        if follow_up:
            fitted = hold(conversation.hear(follow_up, words))
        assert fitted.more == ()


def test_every_service_is_told_about_by_text(town_directory: Directory, hold: Hold) -> None:
    for service in town_directory.service_ids():
        for words in WORDS:
            conversation = Conversation("sms")
            hold(conversation.hear("service_info", words, [entity("service", service)]))
            hold(conversation.hear("no_phone"))


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment.days}-days-on")
def test_it_is_texted_well_on_any_date(moment: Any, hold: Hold) -> None:
    with time_machine.travel(datetime.now(UTC) + moment, tick=False):
        for intent in rules():
            for follow_up in ("ask_open", "someone_else", "cant_talk"):
                conversation = Conversation("sms")
                hold(conversation.hear(intent))
                hold(conversation.hear(follow_up))


@each_row("emergency", [True, False])
@each_row("language", ["en", *LANGUAGES])
def test_the_last_resort_is_texted_well(emergency: bool, language: str, hold: Hold, last_resort: Any) -> None:
    hold(last_resort.messages("a", emergency=emergency, language=language))
