"""Marked messages through every door, also ones that fail; then a search of all that was written and kept."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.engine.engine import Engine
from bot.engine.in_process import Runner
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.settings import ROOT
from directory.paths import last_resort_file
from tests.running import FORM, JSON, Server, text

MARK = "qzmarkedwordzq"
WRITTEN_BY_THE_PROJECT = (".build", "models", "data", "directory", "actions", "bot")


def say_it_everywhere(server: Server) -> None:
    """The mark as text and as sender, in messages that go well and in ones that cannot."""
    for message in (
        f"i am {MARK} and i want to stop drinking",
        f"my mate {MARK} wont wake up",
        MARK,
        f"/{MARK}",
        f"/restart{MARK}",
    ):
        server.say(message, f"{MARK}-sender")
        server.call("POST", "/", urlencode({"message": message, "conversation": MARK}).encode(), FORM)
    for body in (
        f'{{"message": "{MARK}"',
        f'["{MARK}"]',
        json.dumps({"message": [MARK]}),
        json.dumps({"message": MARK, "sender": [MARK]}),
    ):
        server.post(body.encode())
    server.post(json.dumps({"message": MARK}).encode(), {"Content-Type": f"text/{MARK}"})
    server.post(json.dumps({"message": MARK}).encode(), {**JSON, "Origin": f"https://{MARK}.example"})
    server.post(MARK.encode() * 200_000)
    server.call("POST", "/", f"--{MARK}\r\n{MARK}".encode(), {"Content-Type": f"multipart/form-data; boundary={MARK}"})
    server.call("POST", "/", b"message=%ff" + MARK.encode(), FORM)
    server.call("GET", f"/{MARK}?message={MARK}")
    server.call(MARK.upper()[:8], "/")


def files_with_the_mark(*folders: Path) -> list[Path]:
    found = []
    for folder in folders:
        for place, _, names in os.walk(folder):
            found += [path for name in names if holds_the_mark(path := Path(place) / name)]
    return found


def holds_the_mark(path: Path) -> bool:
    try:
        return MARK.encode() in path.read_bytes()
    except OSError:
        return False


def test_no_file_and_no_line_of_output_holds_what_was_said(
    server: Server, server_home: Path, server_source: Path, model: Path
) -> None:
    say_it_everywhere(server)
    assert MARK not in server.printed()
    written = [ROOT / name for name in WRITTEN_BY_THE_PROJECT]
    assert files_with_the_mark(server_home, server_source.parent, model, *written) == []


def test_the_search_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "kept.sqlite").write_bytes(b"\x00" + MARK.encode())
    assert files_with_the_mark(tmp_path) == [tmp_path / "deep" / "kept.sqlite"]


def test_the_server_writes_no_file_but_the_directory(server: Server, server_home: Path) -> None:
    server.say("i am worried about my son")
    target = server_home / "directory.sqlite"
    written = {path for path in server_home.rglob("*") if path.is_file()}
    assert written <= {server.output, target, last_resort_file(target)}


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent)


def kept_in(engine: Engine, net: SafetyNet) -> bytes:
    """All that this process holds of conversations."""
    store, offered = engine.tracker_store.conversations, net.offered
    return pickle.dumps((dict(store._kept), dict(offered._kept), dict(net._locks)))


async def test_after_a_turn_the_stores_hold_slots_and_no_words(engine: Engine, net: SafetyNet) -> None:
    await net.answer(f"i am {MARK} from havant, 15, and i want to stop ketamine", "a", channel="rest")
    assert MARK.encode() not in kept_in(engine, net)
    assert b"treatment" in kept_in(engine, net)


async def test_after_a_failed_turn_they_hold_no_words_either(
    engine: Engine, net: SafetyNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(self: Runner, *_: object) -> None:
        raise RuntimeError(MARK)

    monkeypatch.setattr(Runner, "run", failing)
    reply = await net.answer(f"i am {MARK}", "a", channel="rest")
    assert "999" in text(reply)
    assert MARK.encode() not in kept_in(engine, net)


async def test_spacys_vocabularies_do_not_grow_with_what_is_said(engine: Engine, net: SafetyNet) -> None:
    import gc

    from spacy.vocab import Vocab

    await net.answer(f"i am {MARK} and i want help", "a", channel="rest")
    gc.unfreeze()
    assert not [vocab for vocab in gc.get_objects() if isinstance(vocab, Vocab) and MARK in vocab.strings]


async def test_a_conversation_that_is_erased_is_gone(engine: Engine, net: SafetyNet) -> None:
    await net.answer("i want to stop drinking", "erased", channel="rest")
    engine.tracker_store.forget("erased")
    net.forget("erased")
    assert b"erased" not in kept_in(engine, net)
