"""Choices over the trained bot: by number and in words they get the same reply, and a number is never an age."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.settings import ROOT
from bot.sms.answering import Answering
from bot.sms.message import Inbound
from bot.sms.wording import load
from tests.understanding.red_flags import find

REPLIES = ROOT / "data" / "replies" / "about_bot.yml"
GREETING = YAML(typ="safe").load(REPLIES)["responses"]["utter_greet"]
BUTTONS = next(row for row in GREETING if row.get("channel") == "sms")["buttons"]
UNFLAGGED = [
    "necked all of my pregabs and a bottle of vodka",
    "my nan has took all her morphine at once",
    "my son has drunk his gran's methadone",
]
# Ofcom's for drama.
NUMBERS = (f"+447700900{last:03d}" for last in itertools.count())
DESPAIR = "i dont want to live anymore please"


class Texting:
    """Somebody, with what the line answers joined."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._number = next(NUMBERS)
        self._count = 0

    async def says(self, text: str) -> str:
        self._count += 1
        return "\n".join(
            (await self._answering.answer(Inbound("test", f"{self._number} {self._count}", self._number, text))).texts
        )


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


@pytest.fixture
def someone(net: SafetyNet, built: Path) -> Texting:
    return _someone(net, built)


def _someone(net: SafetyNet, built: Path) -> Texting:
    """A new line and a new number each time, so that nobody is known from before."""
    return Texting(Answering(net, load(built), rate=1000, rate_all=1000))


@pytest.mark.parametrize(("number", "button"), enumerate(BUTTONS, start=1), ids=[row["title"] for row in BUTTONS])
async def test_the_words_of_a_choice_get_what_its_number_gets(
    net: SafetyNet, built: Path, number: int, button: dict[str, str]
) -> None:
    one, another = _someone(net, built), _someone(net, built)
    await one.says("hello")
    await another.says("hello")
    assert await another.says(button["title"].lower()) == await one.says(str(number))


@pytest.mark.parametrize("text", ["5", "danger now", "danger", "5 danger now", "five pls", "5\ufe0f\u20e3"])
async def test_danger_is_picked_in_every_way(someone: Texting, text: str) -> None:
    await someone.says("hello")
    await someone.says("HELP")
    assert (await someone.says(text)).startswith("Call 999")


@pytest.mark.parametrize("before", ["danger now", "my mate wont wake up"])
async def test_danger_said_again_is_no_good_news(someone: Texting, before: str) -> None:
    await someone.says(before)
    await someone.says("start again")
    assert "999" in (await someone.says("danger now"))[:60]


async def test_danger_now_needs_no_choice_before_it(someone: Texting) -> None:
    assert (await someone.says("danger now")).startswith("Call 999")


@pytest.mark.parametrize("before", ["i want to die", "i want to quit", "hello"])
async def test_a_number_that_was_not_offered_makes_nobody_a_child(someone: Texting, before: str) -> None:
    await someone.says(before)
    assert "I don't know what that number means." in await someone.says("7")
    assert "young people" not in await someone.says("i want a detox")


async def test_a_silent_call_is_no_number(someone: Texting) -> None:
    assert "999" in (await someone.says("55"))[:30]


async def test_despair_said_over_and_over_is_heard_beyond_the_limit_and_told_where_999_is(someone: Texting) -> None:
    replies = [await someone.says(DESPAIR) for _ in range(12)]
    assert all("116 123" in reply for reply in replies[:11])
    assert replies[11].startswith("If someone may die, call 999 now.")


async def test_an_emergency_that_no_red_flag_sees_is_never_met_with_silence_at_once(someone: Texting) -> None:
    replies = [await someone.says("can someone help me please im scared") for _ in range(6)]
    assert all(replies)
    assert all("999" in reply for reply in replies)


@pytest.mark.parametrize("text", UNFLAGGED)
async def test_an_emergency_that_no_red_flag_sees_is_answered_beyond_the_rate(
    net: SafetyNet, built: Path, text: str
) -> None:
    assert find(text) is None
    someone = Texting(Answering(net, load(built), rate=1, rate_all=1000, clock=lambda: 0.0))
    assert await someone.says("hello")
    assert "a lot of texts" in await someone.says("what is naloxone")
    assert await someone.says("where is the hub") == ""
    assert (await someone.says(text)).startswith("Call 999")


@pytest.mark.parametrize(
    ("before", "text", "names"),
    [
        ("i have taken something", "maybe 5 or 6", "999"),
        ("i have taken something", "just one", "999"),
        ("i have taken something", "i think 2", "999"),
        ("i want to kill myself", "help me", "116 123"),
        ("i want to kill myself", "end please", "116 123"),
        ("i feel like dying", "no one", "116 123"),
    ],
)
async def test_in_danger_and_despair_few_words_are_for_the_bot(
    someone: Texting, before: str, text: str, names: str
) -> None:
    await someone.says(before)
    reply = await someone.says(text)
    assert names in reply
    assert not re.search("don't know what that number|We never text first|in your own words", reply)


@pytest.mark.parametrize("text", ["nine nine nine", "9,9,9", "1 1 1"])
async def test_a_number_to_call_is_no_choice(someone: Texting, text: str) -> None:
    assert "don't know what that number" not in await someone.says(text)
