"""Every reply that the bot has, as it is texted: short, plain, 999 first, and nobody named who cannot be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from actions.speaking.plan import Plan, Route
from actions.speaking.rendering import Rendered, Renderer
from bot.sms.fitting import Fitted, fit
from bot.sms.septets import is_gsm, parts, septets, units
from bot.sms.wording import endings
from bot.understanding.red_flags.rules import KINDS, load
from directory.freshness import may_print
from directory.store import Directory
from tests.actions.test_replies_hold import ENTITIES, FOLLOW_UPS, MOMENTS, WORDS
from tests.conversing import Conversation, Reply, entity, responses, rules
from tests.holding import NUMBER, faults, known_numbers
from tests.replies.test_wording import EMERGENCIES, RESPONSES

pytestmark = pytest.mark.usefixtures("actions_directory")

MORE, CHOOSE = endings().more, endings().choose
LANGUAGES = tuple(load("languages")["languages"])
# What somebody who sees the first words on a locked phone must not learn.
TELLING = re.compile(
    r"suicid|harm|hurt|kill|die\b|danger|abus|drug|drink|child|polic|crisis|helpline|samaritan|shout|frank|gang|home",
    re.I,
)
FIRST_WORDS = 40
NEUTRAL = frozenset({"crisis", "safeguarding"})
# Warnings that may come before a reply that is long already.
LONG_BEFORE = ("Please do not stop anything", "I am a computer. I can't send help")
MORE_PRESSING = (
    "Naloxone is", "If you see any of these, call 999", "Relay UK for 999", "If it is going on now, call 999",
    "If someone is in danger now, call 999",
)  # fmt: skip
TOLD = "nothing is passed on"
TELLS = frozenset({"report", "safeguarding", "crisis"})
# May lead any reply: somebody may be dying.
IN_DOUBT = "If someone may die, call 999 now."
# Said inside other replies, in another language, or by the safety net.
PIECES = ("utter_card_", "utter_detail_", "utter_opening_", "utter_call_999_", "utter_interpreters_", "utter_last_")
# Spoken of as everybody speaks of them, so that their names alone signpost nobody.
EVERYDAY = frozenset({"police-101", "emergency-999"})
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


class Hold:
    """Checks a reply to a text, once each."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known = known_numbers(directory)
        self._seen: set[tuple[str, ...]] = set()

    def __call__(self, reply: Reply) -> Fitted:
        assert faults(reply, self._directory) == []
        fitted = fit(reply)
        sent = (*fitted.now, *fitted.more)
        if sent not in self._seen:
            assert list(self._troubles(fitted, reply[-1]["custom"]["signpost"])) == [], sent
            self._seen.add(sent)
        return fitted

    def _troubles(self, fitted: Fitted, signpost: dict[str, Any]) -> Iterator[str]:
        foreign = set(signpost["languages"]) != {"en"}
        yield from _sizes(fitted, signpost["route"], foreign=foreign)
        yield from _endings(fitted)
        yield from _beginning(fitted, signpost["route"], foreign=foreign)
        yield from self._first(fitted, signpost["services"])
        yield from self._numbers((*fitted.now, *fitted.more))
        said = ""
        for count, text in enumerate((*fitted.now, *fitted.more), start=1):
            said += "\n" + text
            if count >= len(fitted.now):
                yield from self._named(said)

    def _numbers(self, sent: Sequence[str]) -> Iterator[str]:
        for text in sent:
            found = NUMBER.findall(re.sub(r"(?m)^\d (?=[A-Z])", "", text))
            yield from (f"unknown number {number}" for number in found if number not in self._known)

    def _first(self, fitted: Fitted, services: Sequence[str]) -> Iterator[str]:
        """Whom to contact first does not wait for MORE, but where something else may save a life."""
        now = "\n".join(fitted.now)
        first = next((one for one in services if one != "emergency-999"), None)
        pressing = any(text.startswith((*LONG_BEFORE, *MORE_PRESSING, IN_DOUBT)) for text in fitted.now)
        if first is None or pressing:
            return
        ways = [row.value for row in self._directory.service(first).contacts if may_print(row)]
        if ways and not any(way in now for way in ways):
            yield f"{first} waits"

    def _named(self, said: str) -> Iterator[str]:
        """By the time that somebody is named, there is a way to reach them or those who put people through."""
        frank = self._directory.service("frank").contact("phone")
        assert frank
        for one in self._directory.service_ids():
            service = self._directory.service(one)
            name = service.spoken_name
            if one in EVERYDAY or not re.search(rf"(?<!\w){re.escape(name[1:])}(?!\w)", said):
                continue
            ways = [row.value for row in service.contacts if may_print(row)] or [frank.value]
            if not any(way in said for way in ways):
                yield f"{one} is named and cannot be reached"


def _sizes(fitted: Fitted, route: str, *, foreign: bool) -> Iterator[str]:
    english = fitted.now[1:] if foreign else fitted.now
    if foreign and (units(fitted.now[0]) > 70 if not is_gsm(fitted.now[0]) else septets(fitted.now[0]) > 160):
        yield "the other language is more than one part"
    if route == "emergency":
        if septets(english[0]) > 160:
            yield f"the first text is {septets(english[0])} long"
        if len(english) > 3 or fitted.more:
            yield "an emergency waits"
    elif len(english) != 1:
        yield f"{len(english)} texts at once"
    yield from (f"not plain: {text!r}" for text in (*english, *fitted.more) if not is_gsm(text))
    yield from (f"too long: {text!r}" for text in (*english, *fitted.more) if parts(text) > 2)


def _endings(fitted: Fitted) -> Iterator[str]:
    sent = (*fitted.now, *fitted.more)
    for count, text in enumerate(sent, start=1):
        if text.endswith(MORE) != (len(fitted.now) <= count < len(sent)):
            yield f"MORE is offered wrongly: {text!r}"
        if re.match(r"\d{3}|if not\b", text, re.I) or text != text.strip():
            yield f"cut badly before {text!r}"
    choices = "\n".join([*(f"{row.number} {row.title}" for row in fitted.choices), CHOOSE])
    if fitted.choices and choices not in fitted.now[-1]:
        yield "the choices are not all there"
    if fitted.choices and fitted.more and not fitted.now[0].startswith((*LONG_BEFORE, IN_DOUBT)):
        yield "choices and MORE are offered at once"
    if "999" in "".join(fitted.more) and "999" not in "".join(fitted.now):
        yield "999 waits"


def _beginning(fitted: Fitted, route: str, *, foreign: bool) -> Iterator[str]:
    first = fitted.now[0]
    if route == "emergency" and "999" not in first[:28]:
        yield f"999 is late: {first!r}"
    if route in NEUTRAL and not foreign:
        seen = first.removeprefix(IN_DOUBT)[:FIRST_WORDS]
        if not seen.startswith("I have no one else") and (found := TELLING.search(seen)):
            yield f"a locked phone shows {found[0]!r}"

    if route in TELLS and not any(words in first for words in LONG_BEFORE):
        now, more = "".join(fitted.now), "".join(fitted.more)
        if TOLD in more and TOLD not in now:
            yield "that nobody reads this waits"


def services(reply: Reply) -> tuple[str, bool, list[str]]:
    """The route, and whom it names; 999 as a safety line may stand earlier in a text."""
    signpost = reply[-1]["custom"]["signpost"]
    named = signpost["services"]
    return signpost["route"], "emergency-999" in named, [one for one in named if one != "emergency-999"]


@pytest.mark.parametrize("intent", sorted(rules()))
def test_every_intent_is_texted_well(intent: str, hold: Hold) -> None:
    for words in (*WORDS, *RARER):
        for entities in ENTITIES:
            hold(Conversation("sms").hear(intent, words, entities))


@pytest.mark.parametrize("intent", sorted(rules()))
def test_every_follow_up_is_texted_well(intent: str, hold: Hold) -> None:
    for follow_up in FOLLOW_UPS:
        for entities in ENTITIES[:2]:
            conversation = Conversation("sms")
            conversation.hear(intent, "", entities)
            hold(conversation.hear(follow_up))
            hold(conversation.hear("repeat_number"))


@pytest.mark.parametrize("intent", sorted(rules()))
def test_a_text_leads_to_the_same_services_as_the_page(intent: str) -> None:
    for follow_up in FOLLOW_UPS:
        for entities in ENTITIES[:2]:
            texted, read = Conversation("sms"), Conversation("web")
            for asked in ((intent, "", entities), (follow_up, "", [])):
                *text, ours = services(texted.hear(*asked))
                *page, theirs = services(read.hear(*asked))
                assert text == page
                if (theirs, ours) == OTHER_SERVICES:
                    break
                assert ours == theirs, (intent, follow_up, entities)


@pytest.mark.parametrize("name", [name for name in responses() if not name.startswith(PIECES)])
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


def _route(name: str) -> Route:
    if name in EMERGENCIES | {"utter_emergency_called"} - {"utter_emergency_better", "utter_in_doubt"}:
        return "emergency"
    found = next(file.removesuffix(".yml") for file, response, _ in RESPONSES if response == name)
    return "crisis" if found == "crisis" else "safeguarding" if found == "safeguarding" else "service_info"


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_stands_alone_in_the_first_text(language: str, hold: Hold) -> None:
    for intent in sorted(rules()):
        for entities in ([], [entity("doubt", "emergency")]):
            fitted = hold(Conversation("sms").hear(intent, "", [*entities, entity("language", language)]))
            assert all(is_gsm(text) for text in fitted.now[1:])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("follow_up", [None, "affirm", "no_phone", "cant_talk", "nlu_fallback"])
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


@pytest.mark.parametrize("emergency", [True, False])
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_last_resort_is_texted_well(emergency: bool, language: str, hold: Hold, last_resort: Any) -> None:
    hold(last_resort.messages("a", emergency=emergency, language=language))
