"""Marked numbers and words through the real bot and the real daemon, also where things fail; then a search of all."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.running import Server
from tests.sms.gateways.gammu.phone import Modem, section
from tests.waiting import PATIENCE, until

MARK = "qzmarkedtextqz"
NUMBER, OTHER, THIRD = "+447700900187", "+447700900188", "+447700900189"
LEFT = [MARK, *(number.removeprefix("+44") for number in (NUMBER, OTHER, THIRD))]
OURS = [ROOT / name for name in (".build", "models", "data", "directory", "actions", "bot")]
# Where Gammu and the system keep what they keep by default.
GAMMUS = [Path("/var/spool/gammu"), Path("/var/log")]


def in_all_ways(mark: str) -> list[bytes]:
    """Plain, as phones hold it, and as Gammu writes that."""
    wide = mark.encode("utf-16-be")
    return [mark.encode(), wide, mark.encode("utf-16-le"), wide.hex().upper().encode()]


def marks_in(*folders: Path) -> list[str]:
    """The files with a mark in their name or in themselves."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        held = path.read_bytes() + str(path.name).encode()
        found += [f"{path.name}: {mark}" for mark in LEFT if any(way in held for way in in_all_ways(mark))]
    return found


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """What the bot starts to make a text; a test may replace it."""
    path = tmp_path / "inject"
    path.symlink_to(str(shutil.which("gammu-smsd-inject")))
    return path


@pytest.fixture
def bots(line: Modem, program: Path, model: Path, tmp_path: Path) -> Iterator[list[Server]]:
    running: list[Server] = []
    yield running
    for server in running:
        if server.process.poll() is None:
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()


def start(home: Path, line: Modem, program: Path, model: Path) -> Server:
    return Server(
        home,
        SIGNPOST_SMS_GAMMU_FOLDER=str(line.folder),
        SIGNPOST_SMS_GAMMU_INJECT=str(program),
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(home / "directory.sqlite"),
        TMPDIR=str(home),
    )


def text_all_kinds(line: Modem) -> None:
    """Four that get a reply, and three that get none."""
    first, last = section(f"i take {MARK} ", NUMBER, udh="050003A10201"), section(MARK, NUMBER, udh="050003A10202")
    line.texts(
        section(f"i am {MARK} and i want to stop drinking", NUMBER, at="20261126T120001"),
        section(f"{MARK} nie oddycha, pomóżcie", OTHER),
        section("", THIRD),
        last,
        first,
        section("your code", MARK, at="20261126T120002"),
        section(MARK, "82228"),
        section(MARK, NUMBER, pdu="Status_Report", at="20261126T120003"),
    )
    until(lambda: line.got(NUMBER) and line.got(OTHER) and line.got(THIRD) and line.is_empty())


def fails_for_a_while(line: Modem, program: Path, server: Server) -> None:
    """Without the program nothing goes out; once it is back, one reply does."""
    program.unlink()
    before = len(line.got(THIRD))
    line.texts(section(f"{MARK} again", THIRD))
    until(lambda: server.printed().count("a reply was not taken (FileNotFoundError)") > 2)
    program.symlink_to(str(shutil.which("gammu-smsd-inject")))
    until(lambda: len(line.got(THIRD)) > before and line.is_empty())


def killed_while_it_hands_over(line: Modem, program: Path, server: Server) -> None:
    program.unlink()
    program.write_text(f"#!/bin/sh\nsleep {PATIENCE:.0f}\n")
    program.chmod(0o755)
    line.texts(section(f"{MARK} wont wake up", OTHER, at="20261126T130000"))
    until(lambda: list((line.folder / "making").iterdir()))
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    assert list((line.folder / "inbox").iterdir())
    program.unlink()
    program.symlink_to(str(shutil.which("gammu-smsd-inject")))


def test_nothing_is_left_anywhere_whatever_fails_and_a_kill_loses_no_text(
    line: Modem, program: Path, bots: list[Server], model: Path, tmp_path: Path
) -> None:
    line.start()
    bots.append(start(tmp_path, line, program, model).wait())
    text_all_kinds(line)
    fails_for_a_while(line, program, bots[0])
    line.stop(signal.SIGKILL)
    line.texts(section(MARK, NUMBER, at="20261126T120009"))
    line.start()
    until(lambda: len(line.got(NUMBER)) > 2 and line.is_empty())
    before = len(line.got(OTHER))
    killed_while_it_hands_over(line, program, bots[0])
    printed = bots[0].printed()
    bots.append(start(tmp_path, line, program, model).wait())
    until(lambda: len(line.got(OTHER)) > before and line.is_empty())
    assert "999" in line.got(OTHER)[before]
    line.stop()
    assert bots[1].stop() == 0
    time.sleep(1)
    assert [mark for mark in LEFT if mark in printed + bots[1].printed()] == []
    assert line.left() == []
    assert marks_in(tmp_path, *OURS, *(folder for folder in GAMMUS if folder.is_dir())) == []


@pytest.mark.parametrize("way", [0, 1, 2, 3])
def test_the_search_would_find_it(tmp_path: Path, way: int) -> None:
    (tmp_path / "kept").write_bytes(b"\x01" + in_all_ways(LEFT[1])[way])
    (tmp_path / f"OUT{LEFT[2]}.txt").touch()
    assert sorted(marks_in(tmp_path)) == sorted([f"kept: {LEFT[1]}", f"OUT{LEFT[2]}.txt: {LEFT[2]}"])
