"""A walk over all that the bot can say: every intent, every follow-up on it, on any date and channel."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
import time_machine
from ruamel.yaml import YAML

from actions.conversation.situation import State
from actions.intents import INTENTS
from actions.replies.plan import ROUTES
from actions.replies.remembered import STICKY
from bot.understanding.entities.finder import SUBSTANCES
from bot.understanding.red_flags.rules import KINDS
from directory.store import Directory
from tests.conversing import Conversation, Reply, entity, rules
from tests.holding import faults, known_numbers, unknown_numbers
from tests.rows import each_row

pytestmark = pytest.mark.usefixtures("actions_directory")

FOLLOW_UPS = (
    "affirm", "deny", "repeat_number", "ask_open", "ask_cost", "ask_where", "ask_anonymous", "what_happens", "no_phone",
    "cant_talk", "nearer", "someone_else", "start_again", "not_that", "for_me", "for_other", "age_young",
    "update_better", "update_called", "update_over", "pick", "unsure", "vent", "refuse", "stop", "ask_steps",
    "ask_referral", "ask_language", "nlu_fallback",
)  # fmt: skip
# Names of responses with the service they speak of, and marks of what is said once.
SAID = re.compile(r"utter_[a-z0-9_]+(?::[a-z0-9-]+)?|once:\d+|doubt:[a-z0-9-]+")
LEAVING = ("update_over", "stop")
# Words that make an action choose another reply, for all intents alike: it must not matter where they stand.
WORDS = (
    "", "naloxone", "signs of an overdose", "needles", "on the train", "cables", "the police", "library computer",
    "deaf", "beat a drug test", "is it open", "is it free", "where is it", "is it anonymous", "what happens",
)  # fmt: skip
ENTITIES = (
    [], [entity("own_age", "15")], [entity("own_age", "40")], [entity("other_age", "14")],
    [entity("doubt", "emergency")],
    [entity("substance", "alcohol")], [entity("substance", "ghb"), entity("substance", "ketamine")],
    [entity("place", "portsmouth")], [entity("place", "havant")],
)  # fmt: skip
# Before the build the clock is wrong; years on nothing has been checked; at Christmas much is closed.
MOMENTS = (
    timedelta(days=-400), timedelta(0), timedelta(days=30), timedelta(days=400), timedelta(days=4000),
)  # fmt: skip


@pytest.fixture(scope="module")
def known(town_directory: Directory) -> frozenset[str]:
    return known_numbers(town_directory)


@pytest.fixture
def hold(town_directory: Directory, known: frozenset[str]) -> Hold:
    return Hold(town_directory, known)


class Hold:
    """Checks each reply once, and what is remembered after each turn."""

    def __init__(self, directory: Directory, known: frozenset[str]) -> None:
        self._directory = directory
        self._known = known
        self._ids = set(directory.service_ids())
        self._substances = set(YAML(typ="safe").load(SUBSTANCES))
        self._areas = {area.id for area in directory.areas()}
        self._heard = {f"{topic}.{cue}" for topic in (*INTENTS, None) for cue in STICKY}
        self._held: set[str] = set()

    def __call__(self, reply: Reply, remembered: Conversation) -> None:
        if (whole := repr(reply)) not in self._held:
            assert faults(reply, self._directory) == []
            assert unknown_numbers(reply, self._known) == [], reply
            self._held.add(whole)
        assert list(self._foreign(remembered)) == []

    def _foreign(self, remembered: Conversation) -> Iterator[str]:
        """What a slot holds that is not of our own vocabulary."""
        slots = remembered.slots
        ids, substances, heard = self._ids, self._substances, self._heard
        allowed: dict[str, Collection[object]] = {
            "route": ROUTES,
            "topic": INTENTS,
            "last_act": INTENTS,
            "emergency": get_args(State),
            "danger": KINDS,
            "about": ("me", "other"),
            "young": (True, False),
            "no_phone": (True,),
            "cant_talk": (True,),
            "area": self._areas,
        }
        for name, values in allowed.items():
            if slots[name] is not None and slots[name] not in values:
                yield f"{name}: {slots[name]}"
        for name, known in (("services", ids), ("earlier", ids), ("substances", substances), ("heard", heard)):
            yield from (f"{name}: {one}" for one in slots[name] or () if one not in known)
        yield from (f"said: {one}" for one in slots["said"] or () if not SAID.fullmatch(one))
        for name in ("missed", "other_age"):
            if not isinstance(slots[name], int | float | None):
                yield f"{name}: {slots[name]}"


@each_row("intent", sorted(rules()))
def test_every_intent_is_answered_whole(intent: str, hold: Hold) -> None:
    for words in WORDS:
        for entities in ENTITIES:
            conversation = Conversation()
            hold(conversation.hear(intent, words, entities), conversation)


@each_row("intent", sorted(rules()))
def test_every_follow_up_on_every_intent_is_answered_whole(intent: str, hold: Hold) -> None:
    for entities in ENTITIES[:2]:
        before = Conversation()
        before.hear(intent, "", entities)
        for follow_up in FOLLOW_UPS:
            conversation = before.from_here()
            hold(conversation.hear(follow_up), conversation)
            hold(conversation.hear("repeat_number"), conversation)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment.days}-days-on")
def test_it_holds_on_any_date(moment: timedelta, hold: Hold) -> None:
    with time_machine.travel(datetime.now(UTC) + moment, tick=False):
        for intent in rules():
            for follow_up in ("ask_open", "repeat_number", "someone_else", "nearer"):
                conversation = Conversation()
                hold(conversation.hear(intent), conversation)
                hold(conversation.hear(follow_up), conversation)


@pytest.mark.parametrize("channel", ["web", "sms", "kiosk", "unheard-of"])
def test_it_holds_on_any_channel(channel: str, hold: Hold) -> None:
    for intent in rules():
        conversation = Conversation(channel)
        hold(conversation.hear(intent), conversation)


@each_row("kind", KINDS)
def test_every_kind_of_danger_gets_999_first_and_three_steps_at_most(
    kind: str, hold: Hold, town_directory: Directory
) -> None:
    conversation = Conversation()
    reply = conversation.hear("emergency", "", [entity("danger", kind)])
    hold(reply, conversation)
    assert reply[-1]["custom"]["signpost"]["route"] == "emergency"
    all_steps = {step for name in town_directory.situations() for step in town_directory.steps(name).steps}
    lines = [line for message in reply for line in message.get("text", "").split("\n")]
    assert sum(line in all_steps for line in lines) <= 3


@each_row("follow_up", [name for name in FOLLOW_UPS if name not in LEAVING])
def test_in_an_emergency_what_leans_on_it_stays_with_it(follow_up: str, hold: Hold) -> None:
    conversation = Conversation()
    conversation.hear("emergency", "", [entity("danger", "cannot-wake")])
    reply = conversation.hear(follow_up)
    hold(reply, conversation)
    assert reply[-1]["custom"]["signpost"]["route"] == "emergency"


def test_when_it_is_better_999_stays_named(hold: Hold) -> None:
    conversation = Conversation()
    conversation.hear("emergency", "", [entity("danger", "fit")])
    reply = conversation.hear("update_better")
    hold(reply, conversation)
    assert "999" in reply[0]["text"]


@each_row("intent", sorted(rules()))
def test_an_emergency_is_answered_at_once_from_anywhere(intent: str, hold: Hold) -> None:
    conversation = Conversation()
    conversation.hear(intent)
    reply = conversation.hear("emergency", "", [entity("danger", "fit")])
    hold(reply, conversation)
    assert reply[-1]["custom"]["signpost"]["route"] == "emergency"


@pytest.mark.parametrize(
    "service", ["frank", "drugfam", "adfam", "young-people-hampshire", "emergency-999", "electricity-105"]
)
def test_every_detail_of_a_service_is_answered_whole(service: str, hold: Hold) -> None:
    for words in WORDS:
        conversation = Conversation()
        hold(conversation.hear("service_info", words, [entity("service", service)]), conversation)


def test_every_service_is_told_about_whole(town_directory: Directory, hold: Hold) -> None:
    for service in town_directory.service_ids():
        for words in ("", "is it open", "is it free", "where is it", "is it anonymous", "what happens"):
            conversation = Conversation()
            hold(conversation.hear("service_info", words, [entity("service", service)]), conversation)
            hold(conversation.hear("no_phone"), conversation)
