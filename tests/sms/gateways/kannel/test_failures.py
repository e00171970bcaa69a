"""The bot is down, is killed, its answers are lost, Kannel itself is killed; and somebody waits at a phone."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from rig.kannel import KannelBoxes, gateway
from rig.phones import fakesmsc, incoming, incoming_parts
from rig.ports import free_port
from tests.running import Server
from tests.sms.gateways.kannel.losing import losing
from tests.sms.gateways.kannel.people import Noting, files, fitted, line, numbers, say
from tests.waiting import until

SOON = {"http-queue-delay = 5": "http-queue-delay = 1"}
ONCE = {**SOON, "http-request-retry = 5": "http-request-retry = 1"}
WONT_WAKE = "my mate has taken pills and wont wake up"

pytestmark = pytest.mark.usefixtures("installed")


def test_while_the_bot_is_down_a_text_that_says_999_comes(home: Path, number: str) -> None:
    with (
        gateway(home, free_port(), **ONCE) as found,
        fakesmsc(found.phones, incoming(number, WONT_WAKE), output=home / "phone.txt") as phones,
    ):
        (answer,) = phones.wait(number)
    assert answer.to == number
    assert answer.words.startswith("If someone may die, call 999 now.")
    assert answer.parts == 1


def test_where_the_bot_refuses_kannel_the_same_text_comes(kannel: KannelBoxes, home: Path, number: str) -> None:
    """A wrong secret, say: the person is not to suffer for it."""
    wrong = {**ONCE, "secret=": "secret=another"}
    with gateway(home, kannel.bot, **wrong) as found, line(found) as phones:
        (answer,) = say(phones, number, "hello")
    assert answer.words.startswith("If someone may die, call 999 now.")


def test_killed_with_a_text_in_its_hands_the_bot_answers_it_when_it_is_back(
    home: Path, model: Path, built: Path, number: str
) -> None:
    """With the waiting times as they are shipped, and before the model is loaded again."""
    found = KannelBoxes(home, free_port())
    settings = {"SIGNPOST_MODELS": str(model), "SIGNPOST_DIRECTORY": str(built), **found.settings}
    settings |= {"SIGNPOST_PORT": str(found.bot), "TMPDIR": str(home)}
    server = Server(home, **settings)
    try:
        until(server.health)
        found.start()
        server.process.send_signal(signal.SIGSTOP)
        with line(found) as phones:
            phones.send(incoming(number, WONT_WAKE))
            until(lambda: takes(server.port))
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()
            server = Server(home, **settings)
            answers = phones.wait(1)
    finally:
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
        found.stop()
    assert answers[0].to == number
    assert answers[0].words.startswith("Call 999 now.")


def waiting(home: Path) -> list[Path]:
    """The texts that Kannel holds."""
    return list(files(home / "spool"))


def takes(port: int) -> bool:
    """Whether a connection to the port is open that nobody reads: bytes wait in it."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    waiting = [row[4].split(":")[1] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01"]
    return any(int(bytes_, 16) for bytes_ in waiting)


def test_an_answer_that_is_lost_comes_again_and_nothing_is_sent_twice(
    kannel: KannelBoxes, net: Noting, home: Path, number: str
) -> None:
    """Texts that follow go through the Kannel of the bot's settings, so both are listened to."""
    asked = len(net.heard)
    with (
        losing(kannel.bot, loses=2) as way,
        gateway(home, way.port, **SOON) as found,
        line(kannel) as rest,
        line(found) as phones,
    ):
        (first,) = say(phones, number, WONT_WAKE)
        expected = fitted(net.replies[asked])
        followed = rest.wait_for(number, len(expected) - 1)
        again = rest.wait_for(number, len(expected), seconds=1)
    assert len(way.answers) == 3
    assert len(set(way.answers)) == 1
    assert len(net.heard) == asked + 1
    assert [first.words, *(text.words for text in followed)] == expected
    assert again == followed


def test_killed_bearerbox_hands_out_what_waited_when_it_is_back(kannel: KannelBoxes, home: Path, number: str) -> None:
    with gateway(home, kannel.bot) as found:
        # Nobody is there to take the text on, so it waits.
        found.kill("smsbox")
        with line(found) as phones:
            phones.send(incoming(number, "hello"))
            until(lambda: waiting(home))
        found.kill("bearerbox")
        found.start_box("bearerbox")
        with line(found) as phones:
            found.start_box("smsbox")
            (answer,) = phones.wait(1)
        assert answer.to == number
        until(lambda: not waiting(home))


def test_killed_smsbox_loses_what_it_was_asking_for_and_no_more(home: Path, number: str) -> None:
    """As docs/sms-kannel.md says. The bot takes the first request and never answers it."""
    other = next(numbers)
    with (
        socket.create_server(("127.0.0.1", 0)) as bot,
        gateway(home, bot.getsockname()[1], **ONCE) as found,
        line(found) as phones,
    ):
        phones.send(incoming(number, "hello"))
        bot.accept()[0].recv(1)
        bot.close()
        until(lambda: not waiting(home))
        found.kill("smsbox")
        found.start_box("smsbox")
        phones.send(incoming(other, "hello"))
        answers = phones.wait(1)
    assert {answer.to for answer in answers} == {other}


def test_a_long_text_that_lacks_a_part_is_answered_all_the_same(kannel: KannelBoxes, home: Path, net: Noting) -> None:
    sender = next(numbers)
    soon = {"mo-timeout = 30": "mo-timeout = 1"}
    with gateway(home, kannel.bot, **soon) as found, line(found) as phones:
        phones.send(f"{sender} 60060 udh-text %05%00%03%07%02%01 my mate has taken pills and wont")
        (answer,) = phones.wait(1)
    assert answer.to == sender
    assert net.heard[-1] == "my mate has taken pills and wont"


def test_a_text_of_ten_parts_that_lacks_one_is_answered_once(kannel: KannelBoxes, home: Path, net: Noting) -> None:
    sender, asked = next(numbers), len(net.heard)
    pieces = [f"{word} " for word in "my mate has taken pills and he wont get up".split()]
    parts = incoming_parts(sender, pieces, number=0xC3)
    with gateway(home, kannel.bot, **{"mo-timeout = 30": "mo-timeout = 1"}) as found, line(found) as phones:
        phones.send(*parts[:4], *parts[5:])
        until(lambda: len(net.replies) > asked)
        # The texts after the first are handed to the Kannel that the bot knows, which is another.
        answers = phones.wait_for(sender, 1)
        assert not phones.take(1.0)
    assert net.heard[asked:] == ["my mate has taken  and he wont get up"]
    assert [answer.words for answer in answers] == fitted(net.replies[-1])[:1]
