"""A service that is closed is named by no reply; who asks for it hears so, and who is there instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import time_machine

from actions.intents import EMERGENCY, of_kind
from bot.engine.reply import signpost_of
from bot.web.contacts import TakeAway
from directory.live import LiveDirectory
from directory.numbers import digits_of
from directory.store import Directory
from tests.actions.copies import copied, of_havant, spoken_from
from tests.conversing import Conversation, Reply, entity, rules
from tests.directory.town import swap
from tests.rows import each_row

CLOSED = {
    "inclusion-havant": "defunct",
    "samaritans": "temporarily closed",
    "fearless": "inactive",
    "nhs-111": "temporarily closed",
    "domestic-abuse-helpline": "defunct",
    "havant-council": "inactive",
    "hants-children": "temporarily closed",
}
# Who answers the same needs, the likeliest first; FRANK where nobody does.
INSTEAD = {"samaritans": "shout", "fearless": "crimestoppers", "hants-children": "nspcc"}
NEEDS = [name for name in of_kind("need") if name != EMERGENCY and name in rules()]
FOLLOW_UPS = [name for name in (*of_kind("question"), *of_kind("act")) if name in rules()]
CHANNELS = ("rest", "sms", "kiosk")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    source = copied(tmp_path_factory.mktemp("closed"))
    for service_id, status in CLOSED.items():
        file = of_havant(service_id) if (source / of_havant(service_id)).exists() else f"services/{service_id}.yaml"
        swap(source, file, "status: active", f"status: {status}")
    with spoken_from(source) as directory:
        yield directory


def text_of(reply: Reply) -> str:
    return "\n".join(message.get("text", "") for message in reply)


@cache
def numbers(directory: Directory) -> Mapping[str, list[str]]:
    """Those of each closed service that are long enough to be told from others, as digits."""
    found = {row: [digits_of(one.value) for one in directory.service(row).contacts] for row in CLOSED}
    return {row: [number for number in digits if len(number) > 5] for row, digits in found.items()}


def named(directory: Directory, reply: Reply) -> list[str]:
    """Closed services of which a number stands in it, or which the signpost leads to."""
    digits = digits_of(text_of(reply))
    shown = [row for row, found in numbers(directory).items() if any(number in digits for number in found)]
    return shown + [row for row in signpost_of(reply).services if row in CLOSED]


@each_row("channel", CHANNELS)
@each_row("need", NEEDS)
def test_no_need_and_no_follow_up_leads_to_one(directory: Directory, channel: str, need: str) -> None:
    for age in ((), (entity("own_age", "15"),)):
        first = Conversation(channel=channel)
        assert named(directory, first.hear(need, entities=age)) == []
        for follow_up in FOLLOW_UPS:
            talk = Conversation(channel=channel, slots=dict(first.slots))
            assert named(directory, talk.hear(follow_up)) == [], follow_up
            assert named(directory, talk.hear(follow_up)) == [], f"{follow_up} again"


@each_row("channel", CHANNELS)
@each_row("service_id", list(CLOSED))
@each_row("question", ["service_info", "repeat_number", "ask_open", "ask_where", "ask_cost", "ask_anonymous"])
def test_who_asks_for_one_by_name_hears_so_and_who_is_there(
    directory: Directory, channel: str, service_id: str, question: str
) -> None:
    reply = Conversation(channel=channel).hear(question, "is that one there", [entity("service", service_id)])
    assert "is closed, as far as we know" in text_of(reply)
    assert signpost_of(reply).services[:1] == (INSTEAD.get(service_id, "frank"),)
    assert named(directory, reply) == []


def test_an_emergency_still_opens_with_999(directory: Directory) -> None:
    talk = Conversation()
    talk.hear("emergency")
    reply = talk.hear("repeat_number", "number for 111", [entity("service", "nhs-111")])
    assert "999" in text_of(reply)[:80]
    assert named(directory, reply) == []


def test_nobody_takes_its_number_away(directory: Directory) -> None:
    found = TakeAway().of(directory, [*list(CLOSED)[:3], "frank"], at=datetime.now(UTC))
    assert [row["id"] for row in found] == ["frank"]


def test_one_that_closed_since_the_last_turn_is_said_to_be_closed(directory: Directory, built: Path) -> None:
    talk = Conversation()
    with pytest.MonkeyPatch.context() as before:
        live = LiveDirectory(built)
        before.setattr("actions.replies.turn.live_directory", lambda: live)
        talk.hear("treatment")
    assert "is closed, as far as we know" in text_of(talk.hear("repeat_number"))


# What is said of hours, by the day on which it is asked: five days at the end of December are closed.
SAID = [
    ("a week too early", "2026-12-17", "They are there day and night.", "Closed"),
    ("a week before", "2026-12-18", "Closed from Friday 25 December to the end of Tuesday 29 December.", "closed"),
    ("the first day", "2026-12-25", "They are closed until the end of Tuesday 29 December.", "day and night"),
    ("the last day", "2026-12-29", "They are closed today.", "day and night"),
    ("the day after", "2026-12-30", "They are there day and night.", "Closed"),
]


@pytest.fixture
def closed_days(tmp_path: Path) -> Iterator[None]:
    source = copied(tmp_path)
    closures = "closures:\n  - valid_from: 2026-12-25\n    valid_to: 2026-12-29\n"
    swap(source, "services/frank.yaml", "status: active\n", f"status: active\n{closures}")
    with spoken_from(source):
        yield


@pytest.mark.usefixtures("closed_days")
@each_row("day, said, unsaid", [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_closed_days_are_said_from_a_week_before_until_they_are_over(day: str, said: str, unsaid: str) -> None:
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        reply = Conversation().hear("ask_open", "when is frank open", [entity("service", "frank")])
    assert said in text_of(reply)
    assert unsaid not in text_of(reply)
