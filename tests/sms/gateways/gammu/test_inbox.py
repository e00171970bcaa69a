"""The inbox folder as the queue, with the real gammu-smsd-inject and no daemon."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import wording
from bot.sms.answering import Answering
from bot.sms.gateways.gammu import NEVER_WHOLE, GammuInbox
from bot.sms.settings import GAMMU_FOLDER, GAMMU_INJECT, Gammu
from tests.engine.agents import Listening
from tests.sms.gateways.gammu.phone import ANN, BOB, Modem, section, sent
from tests.waiting import PATIENCE


@pytest.fixture
def answering(net: SafetyNet, built: Path) -> Answering:
    return Answering(net, wording.load(built), rate=10, rate_all=300)


@pytest.fixture
def inbox(answering: Answering, settings: Gammu) -> GammuInbox:
    return GammuInbox(answering, settings)


def put(line: Modem, content: str, name: str = "IN20261126_120000_00_+447700900123_00.txt", age: float = 5.0) -> Path:
    path = line.folder / "inbox" / name
    path.write_text(content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def replies(line: Modem) -> list[str]:
    return [sent(path.read_text()).number for path in sorted((line.folder / "outbox").iterdir())]


async def test_a_text_gets_its_reply_and_its_file_goes(line: Modem, inbox: GammuInbox, agent: Listening) -> None:
    path = put(line, section("hello"))
    await inbox.poll()
    assert (agent.heard, replies(line), path.exists()) == (["hello"], [ANN], False)


@pytest.mark.parametrize("names", [("IN1", "IN1"), ("IN1", "IN2")])
async def test_the_same_text_handed_over_again_is_not_answered_again(
    line: Modem, inbox: GammuInbox, agent: Listening, names: Sequence[str]
) -> None:
    for name in names:
        put(line, section("hello"), name)
        await inbox.poll()
    assert (agent.heard, replies(line)) == (["hello"], [ANN])
    assert not list((line.folder / "inbox").iterdir())


@pytest.mark.parametrize("other", [section("hello", BOB), section("hello", at="20261126T120001"), section("hello!")])
async def test_another_person_time_or_text_is_another(
    line: Modem, inbox: GammuInbox, agent: Listening, other: str
) -> None:
    put(line, section("hello"), "IN1")
    put(line, other, "IN2")
    await inbox.poll()
    assert (len(agent.heard), len(replies(line))) == (2, 2)


SILENT = [section("Delivered", pdu="Status_Report"), section("missed call", "Voicemail"), section("x", "82228")]


@pytest.mark.parametrize("content", SILENT)
async def test_reports_and_machines_get_nothing_and_their_files_go(
    line: Modem, inbox: GammuInbox, agent: Listening, content: str
) -> None:
    put(line, content)
    await inbox.poll()
    assert (agent.heard, line.left()) == ([], [])


@pytest.mark.parametrize("content", [section(""), section("", udh="06050423F40000", binary="42")])
async def test_nothing_and_no_words_get_a_text_of_ours(
    line: Modem, inbox: GammuInbox, agent: Listening, content: str
) -> None:
    put(line, content)
    await inbox.poll()
    assert (agent.heard, replies(line)) == ([], [ANN])


async def test_a_file_that_grows_is_left_alone(line: Modem, inbox: GammuInbox, agent: Listening) -> None:
    path = put(line, section("hello")[:90])
    await inbox.poll()
    assert path.exists()
    # Still being written, however slow we are.
    put(line, section("hello"), age=-PATIENCE)
    await inbox.poll()
    assert (agent.heard, path.exists()) == ([], True)


async def test_a_file_that_never_gets_whole_goes(
    line: Modem, inbox: GammuInbox, caplog: pytest.LogCaptureFixture
) -> None:
    put(line, section("hello")[:90], age=NEVER_WHOLE + 1)
    await inbox.poll()
    assert line.left() == []
    assert [record.message for record in caplog.records] == [
        "gammu: a file in the inbox cannot be read and was removed"
    ]


async def test_what_is_not_taken_is_tried_again_later_and_later_and_not_for_ever(
    line: Modem, answering: Answering, agent: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    now = [0.0]
    inbox = GammuInbox(answering, Gammu(line.folder, "missing"), waits=(1, 5), clock=lambda: now[0])
    put(line, section("hello"))
    for now[0] in (0.0, 0.5, 1.1, 5.0, 6.2, 60.0):
        await inbox.poll()
    once = "gammu: a reply was not taken (FileNotFoundError)"
    given_up = "gammu: a reply could not be handed over and was given up after 3 tries"
    assert [record.message for record in caplog.records] == [once, once, once, given_up]
    assert (agent.heard, line.left()) == (["hello"], [])


async def test_one_reply_goes_out_once_the_program_is_back(
    line: Modem, answering: Answering, agent: Listening, tmp_path: Path
) -> None:
    program = tmp_path / "inject"
    inbox = GammuInbox(answering, Gammu(line.folder, str(program)), waits=(0, 0, 0))
    put(line, section("hello"), "IN1")
    put(line, section("hello"), "IN2")
    await inbox.poll()
    program.symlink_to(str(shutil.which("gammu-smsd-inject")))
    await inbox.poll()
    assert (agent.heard, replies(line), list((line.folder / "inbox").iterdir())) == (["hello"], [ANN], [])


async def test_a_text_that_was_given_up_and_is_handed_over_again_gets_its_reply(
    line: Modem, answering: Answering, agent: Listening, tmp_path: Path
) -> None:
    program = tmp_path / "inject"
    inbox = GammuInbox(answering, Gammu(line.folder, str(program)), waits=())
    put(line, section("hello"), "IN1")
    await inbox.poll()
    assert line.left() == []
    program.symlink_to(str(shutil.which("gammu-smsd-inject")))
    put(line, section("hello"), "IN2")
    await inbox.poll()
    assert (agent.heard, replies(line)) == (["hello"], [ANN])


async def test_folders_that_cannot_be_used_are_named_once(
    line: Modem, inbox: GammuInbox, caplog: pytest.LogCaptureFixture
) -> None:
    (line.folder / "inbox").rename(line.folder / "away")
    await inbox.poll()
    await inbox.poll()
    (line.folder / "away").rename(line.folder / "inbox")
    put(line, section("hello"))
    await inbox.poll()
    assert [record.message for record in caplog.records] == ["gammu: its folders cannot be used (FileNotFoundError)"]
    assert replies(line) == [ANN]


async def test_an_emergency_goes_into_the_outbox_as_one(line: Modem, inbox: GammuInbox, net: SafetyNet) -> None:
    net.agent = None
    put(line, section("hello"), "IN1")
    put(line, section("my mate wont wake up", BOB), "IN2")
    await inbox.poll()
    names = sorted(path.name[:4] for path in (line.folder / "outbox").iterdir())
    assert (names[0], names[-1]) == ("OUTA", "OUTC")
    assert (replies(line)[0], replies(line)[-1]) == (BOB, ANN)


WRONG = [
    (("inbox", "outbox"), "true", []),
    (("inbox", "outbox"), "no-such-program", [GAMMU_INJECT]),
    (("inbox", "outbox"), "/etc/passwd", [GAMMU_INJECT]),
    (("inbox",), "true", [GAMMU_FOLDER]),
    ((), "no-such-program", [GAMMU_FOLDER, GAMMU_INJECT]),
]


@pytest.mark.parametrize(("folders", "program", "named"), WRONG)
async def test_wrong_settings_are_said_by_name_at_the_start(
    answering: Answering,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    folders: Sequence[str],
    program: str,
    named: list[str],
) -> None:
    for name in folders:
        (tmp_path / name).mkdir()
    inbox = GammuInbox(answering, Gammu(tmp_path, program), is_loaded=lambda: False)
    running = asyncio.ensure_future(inbox.run())
    await asyncio.sleep(0)
    running.cancel()
    said = [record for record in caplog.records if record.name == "bot.sms.gateways.gammu"]
    assert [record.getMessage().partition(" ")[0] for record in said] == named
    assert {record.levelname for record in said} <= {"WARNING"}


async def test_what_goes_wrong_with_one_text_keeps_no_other_waiting(
    line: Modem, inbox: GammuInbox, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = answering.answer

    async def broken(inbound, *more):  # type: ignore[no-untyped-def]
        if inbound.text == "break":
            raise RuntimeError(inbound.text)
        return await usual(inbound, *more)

    monkeypatch.setattr(answering, "answer", broken)
    put(line, section("break"), "IN1")
    put(line, section("hello", BOB), "IN2")
    await inbox.poll()
    assert replies(line) == [BOB]
