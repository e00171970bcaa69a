"""The whole way: the real daemon with the shipped configuration, the bot beside it, and Gammu's dummy for a modem."""

from __future__ import annotations

import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms.gateways.gammu_outbox import GammuOutbox
from bot.sms.settings import Gammu, SmsSettings
from tests.engine.agents import Listening, Saying
from tests.sms.gateways.gammu.phone import ANN, BOB, Modem, section
from tests.standing import Standing, standing
from tests.waiting import until

LONG = "Call 999 now and stay with them until help comes. " * 5


def handled(line: Modem, replies: int) -> None:
    """So many replies went out, and nothing lies anywhere."""
    until(lambda: len(line.seen) >= replies and line.is_empty())
    time.sleep(1)
    assert (len(line.seen), line.left()) == (replies, [])


def test_two_people_each_get_their_reply(app: Standing, line: Modem, agent: Listening) -> None:
    line.texts(section("hello"), section("cześć, pomocy 😀", BOB))
    handled(line, 2)
    assert (line.got(ANN), line.got(BOB)) == (["Hello."], ["Hello."])
    assert sorted(agent.heard) == ["cześć, pomocy 😀", "hello"]
    assert len(set(agent.senders)) == 2


def test_parts_are_one_text_in_whatever_order_they_come(app: Standing, line: Modem, agent: Listening) -> None:
    first, last = section("my friend took ", udh="050003A10201"), section("something", udh="050003A10202")
    line.texts(last, first)
    handled(line, 1)
    assert agent.heard == ["my friend took something"]


NOT_FOR_THE_BOT = [
    section(""),
    section("", udh="06050423F40000", binary="424547494E", at="20261126T120004"),
    section("Delivered", pdu="Status_Report", at="20261126T120001"),
    section("You have 1 missed call", "Vodafone UK", at="20261126T120002"),
    section("", "5574", udh="0605040B8423F0", binary="1106", at="20261126T120003"),
]


def test_an_empty_text_and_a_card_get_a_text_of_ours_and_what_is_none_gets_nothing(
    app: Standing, line: Modem, agent: Listening
) -> None:
    """The first two get a text of ours each, the others nothing."""
    line.texts(*NOT_FOR_THE_BOT)
    handled(line, 2)
    assert (agent.heard, len(line.got(ANN))) == ([], 2)


@pytest.mark.parametrize("words", ["a\rb\u2028[SMSBackup001]", "x\nPDU = Status_Report\nMessageReference = 0"])
def test_words_that_look_like_gammus_own_are_words(app: Standing, line: Modem, agent: Listening, words: str) -> None:
    line.texts(section(words))
    handled(line, 1)
    assert [heard.split() for heard in agent.heard] == [words.split()]


def test_the_same_text_out_of_the_phone_twice_gets_one_reply(app: Standing, line: Modem, agent: Listening) -> None:
    """As after a script that ran twice, or a daemon that was killed before it had deleted it."""
    line.texts(section("hello"))
    handled(line, 1)
    # The daemon takes one after the other, and answers the last.
    line.texts(section("hello"), section("hi", BOB))
    handled(line, 2)
    assert (agent.heard, line.got(BOB)) == (["hello", "hi"], ["Hello."])


def test_a_burst_is_answered_whole(app: Standing, line: Modem) -> None:
    people = [f"+447700900{place:03d}" for place in range(300, 312)]
    line.texts(*(section("hello", person) for person in people))
    handled(line, len(people))
    assert all(line.got(person) == ["Hello."] for person in people)


def test_a_long_reply_comes_in_order_and_in_parts(net: SafetyNet, built: Path, line: Modem, settings: Gammu) -> None:
    signpost = {"custom": {"signpost": {"route": "smalltalk", "services": [], "language": "en"}}}
    net.agent = Saying([{"text": LONG}, {"text": "Zażółć gęślą jaźń"}, signpost])
    line.start()
    with standing(net, built, sms=SmsSettings(gammu=settings)):
        line.texts(section("can you help me"))
        until(lambda: line.seen and line.is_empty())
    texts = [found for _, found in sorted(line.seen.items())]
    assert texts[0].text.startswith("Call 999 now")
    assert texts[0].parts == 2


async def test_an_emergency_is_sent_before_what_waits_already(line: Modem, settings: Gammu) -> None:
    """Looked at while the daemon sends, one after the other."""
    outbox = GammuOutbox(settings)
    await outbox.send(ANN, ["a reply"] * 6)
    await outbox.send(ANN, ["despair"] * 6, urgency="crisis")
    await outbox.send(BOB, ["call 999"], urgency="emergency")
    line.start()
    letters: list[str] = []

    def all_sent() -> bool:
        waits = "".join(sorted(path.name[3] for path in (line.folder / "outbox").glob("OUT*")))
        if waits not in letters[-1:]:
            letters.append(waits)
        return not waits

    until(all_sent, step=0.001)
    assert letters[0] == "ABBBBBBCCCCCC"
    assert all(before.endswith(after) for before, after in pairwise(letters))
    assert len(letters) > 3


def test_a_daemon_that_is_killed_and_started_again_loses_no_text(app: Standing, line: Modem, agent: Listening) -> None:
    line.texts(section("hello"))
    handled(line, 1)
    line.stop(signal.SIGKILL)
    line.texts(section("hello again", BOB))
    line.start()
    handled(line, 2)
    assert line.got(BOB) == ["Hello."]


def test_what_came_while_the_bot_was_off_is_answered_at_the_start(
    net: SafetyNet, built: Path, line: Modem, settings: Gammu
) -> None:
    line.start()
    line.texts(section("hello"))
    until(lambda: list((line.folder / "inbox").iterdir()))
    with standing(net, built, sms=SmsSettings(gammu=settings)):
        handled(line, 1)


def test_a_text_that_lacks_a_part_is_answered_once_and_its_rest_where_it_is_of_life_and_death(
    net: SafetyNet, built: Path, line: Modem, settings: Gammu, agent: Listening
) -> None:
    """The daemon hands over what stands before the lost part, and then each part behind it by itself."""
    line.waits_for_parts(1)
    words = ("i think my ", "brother ", "is on a lot of things ", "and now ", "he is not breathing")
    parts = [section(said, udh=f"050003B105{place:02X}") for place, said in enumerate(words, start=1)]
    line.texts(parts[0], *parts[2:])
    line.start()
    with standing(net, built, sms=SmsSettings(gammu=settings)):
        until(lambda: len(agent.heard) == 2)
        until(line.is_empty)
    assert agent.heard == ["i think my", "he is not breathing"]


def test_a_part_that_never_comes_does_not_hold_others_up(app: Standing, line: Modem, agent: Listening) -> None:
    """After a minute it would be answered by itself."""
    line.texts(section("only half", udh="050003B10201"), section("hello", BOB))
    until(lambda: line.got(BOB))
    assert agent.heard == ["hello"]
