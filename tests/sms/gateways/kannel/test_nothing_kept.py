"""Marked numbers and words through Kannel, also where things fail; then a search of all that it wrote and printed."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from bot.sms.gateways.kannel import BEHIND_THE_FIRST
from rig.kannel import KannelBoxes, gateway
from rig.phones import OURS, incoming, incoming_parts
from rig.ports import free_port
from tests.sms.gateways.kannel.losing import losing
from tests.sms.gateways.kannel.people import files, line, say
from tests.waiting import until

MARK = "qzmarkedtextqz"
NUMBER, OTHER = "7700900987", "7700900988"
LOGS = Path("/var/log/kannel")
ONCE = {"http-queue-delay = 5": "http-queue-delay = 1", "http-request-retry = 5": "http-request-retry = 1"}
# Between ASCII letters a UTF-16 text has zeros.
LEFT = [form for mark in (MARK, NUMBER, OTHER) for form in (mark.encode(), mark.encode("utf-16-be"))]

pytestmark = pytest.mark.usefixtures("installed")


def with_a_mark(*folders: Path) -> list[str]:
    return [f"{path.name}: {mark!r}" for path in files(*folders) for mark in LEFT if mark in path.read_bytes()]


def opened_for_writing(found: KannelBoxes) -> set[str]:
    """The files, by name, that the two boxes have open."""
    links = [link for box in found.running.values() for link in Path(f"/proc/{box.pid}/fd").iterdir()]
    names = []
    for link in links:
        # It may have been closed since.
        with suppress(FileNotFoundError):
            names.append(os.readlink(link))
    return {name for name in names if name.startswith("/") and name not in (os.devnull, "/dev/urandom")}


def everything(found: KannelBoxes) -> None:
    """Texts of all kinds, each answered or rightly not."""
    with line(found) as phones:
        for words in (f"i am {MARK} and want to stop drinking", f"{MARK} wont wake up", f"mój {MARK} nie oddycha", ""):
            assert say(phones, f"+44{NUMBER}", words)
        phones.send(*incoming_parts(f"0{NUMBER}", [f"{MARK} ", "again"]))
        phones.send(
            f"+44{NUMBER} {OURS} data %00{MARK}%ff", f"+44{NUMBER} broken {MARK}", f"{MARK} {OURS} text {NUMBER}"
        )
        say(phones, f"+44{OTHER}", "hello")


def what_goes_wrong(found: KannelBoxes) -> None:
    """Nobody to take a reply, and both boxes killed while they hold something."""
    with line(found) as phones:
        phones.send(incoming(f"+44{NUMBER}", f"{MARK} and away"))
    found.kill("smsbox")
    found.start_box("smsbox")
    with line(found) as phones:
        say(phones, f"+44{OTHER}", f"{MARK} hello")
        phones.send(incoming(f"+44{NUMBER}", f"{MARK} once more"))
        # In this order: an smsbox whose bearerbox is gone ends by itself, and may stumble over its own locks.
        found.kill("smsbox")
        found.kill("bearerbox")
    found.start_box("bearerbox")
    found.start_box("smsbox")
    with line(found) as phones:
        say(phones, f"+44{OTHER}", f"{MARK} bye")


def test_nothing_is_left_in_kannels_files_logs_and_output_whatever_fails(kannel: KannelBoxes, home: Path) -> None:
    with gateway(home, kannel.bot) as found:
        everything(found)
        what_goes_wrong(found)
        with line(found):
            until(lambda: not list(files(home / "spool")))
        assert opened_for_writing(found) == {str(home / "bearerbox.txt"), str(home / "smsbox.txt")}
        for box in ("bearerbox", "smsbox"):
            found.kill(box, signal.SIGTERM)
    with line(kannel) as phones:
        # Texts that follow the first go out a moment later, through the Kannel of the bot's settings.
        while phones.take(4 * BEHIND_THE_FIRST):
            pass
        until(lambda: not list(files(kannel.home / "spool")))
    assert with_a_mark(home, LOGS, kannel.home) == []
    assert found.printed() == ""


def test_nothing_is_left_where_the_bot_is_down(home: Path) -> None:
    with gateway(home, free_port(), **ONCE) as found:
        with line(found) as phones:
            assert "999" in say(phones, f"+44{NUMBER}", f"{MARK} wont wake up")[0].words
        until(lambda: not list(files(home / "spool")))
    assert with_a_mark(home, LOGS) == []
    assert found.printed() == ""


def test_a_reply_that_is_past_its_time_is_dropped_where_no_way_to_the_phones_is_open(
    kannel: KannelBoxes, home: Path
) -> None:
    """Kannel's own way is to keep it for ever. A carrier that does not answer, and a reply that lasts one second."""
    carrier = f"group = smsc\nsmsc = smpp\nsmsc-id = carrier\nhost = 127.0.0.1\nport = {free_port()}\nsmsc-username = a"
    changes = {
        "# smsbox: asks the bot.": f"{carrier}\nsmsc-password = a\nsystem-type = a\n",
        "smsc-id = fake": "smsc-id = fake\nallowed-smsc-id = nobody",
        "resend-freq = 10": "resend-freq = 1",
    }
    with (
        losing(kannel.bot, 0, x_kannel_validity="0") as way,
        gateway(home, way.port, **changes) as found,
        line(found) as phones,
    ):
        phones.send(incoming(f"+44{NUMBER}", "hello"))
        until(lambda: way.answers)
        until(lambda: not list(files(home / "spool")))
        assert phones.take(0.1) == []


@pytest.mark.parametrize(
    "kept", [{"log-level = 4": "log-level = 0\nlog-file = kannel.log"}, {"log-level = 4": "access-log = access.log"}]
)
def test_the_search_would_find_what_kannel_logs_by_default(
    kannel: KannelBoxes, home: Path, kept: dict[str, str]
) -> None:
    with gateway(home, kannel.bot, **kept) as found, line(found) as phones:
        say(phones, f"+44{NUMBER}", f"{MARK} hello")
    marked = " ".join(with_a_mark(home))
    assert MARK in marked
    assert NUMBER in marked
