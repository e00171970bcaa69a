"""Texts made by the real gammu-smsd-inject, and what becomes of those that the daemon does not send."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from bot.sms.gateways.gammu_outbox import LONGEST_FIRST, TIME_TO_LIVE, GammuOutbox, NotTaken
from bot.sms.settings import Gammu
from tests.sms.gateways.gammu.phone import ANN, BOB, Modem, sent
from tests.waiting import PATIENCE

LONG = "Call 999 now. " * 20
TEXTS = [
    ("plain", "Call 999 now.", 1),
    ("the alphabet of the phone network", "£5 @ [x] {y} ^ ~ | \\ €", 1),
    ("lines", "one\ntwo\n\nthree", 1),
    ("Polish", "Zadzwoń pod 999. Zażółć gęślą jaźń 😀", 1),
    ("two parts", LONG.strip(), 2),
    ("two parts of Polish", ("Zadzwoń pod 999. " * 7).strip(), 2),
]


def waiting(line: Modem) -> list[Path]:
    return sorted((line.folder / "outbox").iterdir())


def put(line: Modem, reply: str, age: float = 0.0, letter: str = "C", place: int = 0) -> Path:
    path = line.folder / "outbox" / f"OUT{letter}{reply:0>17}{place:03}.smsbackup"
    path.write_text(f'Number = "{ANN}"\n')
    os.utime(path, (time.time() - age,) * 2)
    return path


@pytest.mark.parametrize(("name", "text", "parts"), TEXTS, ids=[name for name, *_ in TEXTS])
async def test_a_text_comes_out_as_it_went_in(line: Modem, settings: Gammu, name: str, text: str, parts: int) -> None:
    await GammuOutbox(settings).send(ANN, [text])
    [path] = waiting(line)
    found = sent(path.read_text())
    assert (found.number, found.text, found.parts) == (ANN, text, parts)
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


async def test_texts_wait_in_order_and_no_name_holds_a_number(line: Modem, settings: Gammu) -> None:
    texts = [f"{place}. {LONG}".strip() for place in range(12)]
    await GammuOutbox(settings).send(ANN, texts)
    found = waiting(line)
    assert [sent(path.read_text()).text for path in found] == texts
    assert not [path.name for path in found if "7700900" in path.name]


async def test_no_phone_can_join_parts_of_two_texts(line: Modem, settings: Gammu) -> None:
    """Left alone, gammu-smsd-inject gives those of one second the same reference."""
    await GammuOutbox(settings).send(ANN, [LONG, LONG, LONG])
    marks = [content[content.index("UDH = ") :][:14] for content in (path.read_text() for path in waiting(line))]
    assert len(set(marks)) == 3


def lines_of_commands() -> set[str]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.add(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return {line for line in found if "inject" in line}


async def test_no_command_line_shows_number_or_words(line: Modem, tmp_path: Path) -> None:
    slow = tmp_path / "slow-inject"
    # Stands there until it was looked at.
    looked_at = tmp_path / "looked-at"
    slow.write_text(f'#!/bin/sh\nuntil [ -e {looked_at} ]; do sleep 0.1; done\nexec gammu-smsd-inject "$@"\n')
    slow.chmod(0o755)
    seen, ends = set[str](), threading.Event()

    def look() -> None:
        while not ends.wait(0.02):
            seen.update(lines_of_commands())
            if seen:
                looked_at.touch()

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    await GammuOutbox(Gammu(line.folder, str(slow))).send(ANN, ["marked words"])
    ends.set()
    looking.join()
    assert seen
    assert not [found for found in seen if "7700900" in found or "marked" in found]


@pytest.mark.parametrize(
    ("inject", "why"),
    [("no-such-program", "FileNotFoundError"), ("/bin/false", "CalledProcessError"), ("/bin/true", "Unreadable")],
)
async def test_a_failure_is_one_word(line: Modem, inject: str, why: str) -> None:
    with pytest.raises(NotTaken) as raised:
        await GammuOutbox(Gammu(line.folder, inject)).send(ANN, ["hello"])
    assert str(raised.value) == why
    assert raised.value.__suppress_context__
    assert line.left() == []


async def test_a_reply_goes_whole_or_not_at_all(line: Modem, tmp_path: Path) -> None:
    once = tmp_path / "once"
    once.write_text(f'#!/bin/sh\nmkdir {tmp_path}/used || exit 1\nexec gammu-smsd-inject "$@"\n')
    once.chmod(0o755)
    with pytest.raises(NotTaken):
        await GammuOutbox(Gammu(line.folder, str(once))).send(ANN, ["one", "two"])
    assert waiting(line) == []


def test_what_the_daemon_does_not_send_in_time_is_given_up(
    line: Modem, settings: Gammu, caplog: pytest.LogCaptureFixture
) -> None:
    put(line, "1", TIME_TO_LIVE + 5)
    young = put(line, "2", TIME_TO_LIVE - PATIENCE)
    outbox = GammuOutbox(settings)
    outbox.tend()
    outbox.tend()
    assert waiting(line) == [young]
    said = [record.message for record in caplog.records]
    assert said == [
        "gammu: 1 texts were not sent within 900 s and were given up",
        "gammu: texts wait to be sent: does gammu-smsd run, and has the modem a network?",
    ]


def test_a_text_that_cannot_be_sent_lets_the_others_pass(line: Modem, settings: Gammu) -> None:
    now = [time.time()]
    stuck, other = put(line, "1"), put(line, "2")
    stuck.write_text(f'Number = "{BOB}"\n')
    outbox = GammuOutbox(settings, clock=lambda: now[0])
    outbox.tend()
    now[0] += LONGEST_FIRST + 1
    outbox.tend()
    first, last = waiting(line)
    assert first == other
    assert BOB in last.read_text()


@pytest.mark.parametrize(("second", "expected"), [("A", "AA"), ("B", "BB"), ("C", "CC")])
def test_an_emergency_that_cannot_be_sent_lets_those_behind_it_pass(
    line: Modem, settings: Gammu, second: str, expected: str
) -> None:
    now = [time.time()]
    put(line, "1", letter="A")
    other = put(line, "2", letter=second)
    outbox = GammuOutbox(settings, clock=lambda: now[0])
    outbox.tend()
    now[0] += LONGEST_FIRST + 1
    outbox.tend()
    assert waiting(line)[0] == other
    assert "".join(path.name[3] for path in waiting(line)) == expected


def test_a_reply_that_cannot_be_sent_goes_behind_all_others_whole_and_in_its_order(
    line: Modem, settings: Gammu
) -> None:
    now = [time.time()]
    for place in range(3):
        put(line, "1", letter="A", place=place).write_text(f'Number = "{BOB}"\n{place}')
    others = [put(line, "2", letter="A"), put(line, "3", letter="B"), put(line, "4")]
    outbox = GammuOutbox(settings, clock=lambda: now[0])
    outbox.tend()
    now[0] += LONGEST_FIRST + 1
    outbox.tend()
    found = waiting(line)
    assert found[:3] == others
    assert [path.read_text()[-1] for path in found[3:]] == ["0", "1", "2"]


def test_a_reply_of_several_texts_that_waits_alone_keeps_its_order(line: Modem, settings: Gammu) -> None:
    now = [time.time()]
    alone = [put(line, "1", letter="A", place=place) for place in range(3)]
    outbox = GammuOutbox(settings, clock=lambda: now[0])
    for _ in range(4):
        outbox.tend()
        now[0] += LONGEST_FIRST + 1
    assert waiting(line) == alone


async def test_what_is_more_urgent_stands_before_the_rest(line: Modem, settings: Gammu) -> None:
    outbox = GammuOutbox(settings)
    await outbox.send(ANN, ["a reply"])
    await outbox.send(ANN, ["despair"], urgency="crisis")
    await outbox.send(BOB, ["call 999", "and stay"], urgency="emergency")
    said = [sent(path.read_text()).text for path in waiting(line)]
    assert said == ["call 999", "and stay", "despair", "a reply"]


def test_one_that_waits_alone_keeps_its_place(line: Modem, settings: Gammu) -> None:
    now = [time.time()]
    alone = put(line, "1")
    outbox = GammuOutbox(settings, clock=lambda: now[0])
    outbox.tend()
    now[0] += LONGEST_FIRST + 1
    outbox.tend()
    assert waiting(line) == [alone]
