"""Marked numbers and words through every gateway, also where things fail; then a search of all that was left."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.settings import ROOT
from bot.sms import wording
from tests.running import Answer, Server
from tests.sms.test_settings import ALL
from tests.sms.texting import Gateway, android, event, everything, gateway, kannel, messages, rapidpro, twilio
from tests.standing import standing
from tests.waiting import PATIENCE

MARK = "qzmarkedtextqz"
NUMBER, OTHER = "7700900087", "7700900088"
WAYS = (f"+44{NUMBER}", f"0{NUMBER}", f"44{NUMBER}", "+44 7700 900087")
LEFT = (MARK, NUMBER, "7700 900087", OTHER)
WRITTEN_BY_THE_PROJECT = (".build", "models", "data", "directory", "actions", "bot")
Call = Callable[..., Answer]


def start(home: Path, model: Path, to: Gateway) -> Server:
    settings = {
        **ALL,
        "SIGNPOST_SMS_ANDROID_URL": to.url,
        "SIGNPOST_SMS_RAPIDPRO_URL": f"{to.url}/c/ex/8eb23e93",
        "SIGNPOST_SMS_KANNEL_SENDSMS": f"{to.url}/cgi-bin/sendsms",
        "SIGNPOST_SMS_RATE": "30",
    }
    made = {"SIGNPOST_MODELS": str(model), "SIGNPOST_DIRECTORY": str(home / "directory.sqlite"), "TMPDIR": str(home)}
    return Server(home, **settings, **made).wait()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def text_through_all(call: Call, said: str, name: str) -> list[int]:
    """The same from one number written in four ways, through four gateways."""
    answers = [
        twilio(call, said, WAYS[0], sid=f"{name}{MARK}"),
        kannel(call, said, WAYS[1], id=f"{name}{MARK}"),
        android(call, event(said, WAYS[2], message_id=f"{name}{MARK}")),
        rapidpro(call, said, WAYS[3], message_id=str(sum(name.encode()))),
    ]
    return [answer.status for answer in answers]


def text_what_cannot_be(call: Call) -> set[int]:
    """Forged, stale, broken, and from nobody."""
    found = event(MARK, WAYS[0])
    answers = [
        android(call, found, key=MARK),
        android(call, found, stamp="1000000000"),
        android(call, f'{{"{MARK}"'.encode()),
        android(call, {**found, "payload": {"phoneNumber": [WAYS[0]], "message": MARK}}),
        kannel(call, MARK, WAYS[0], secret=MARK),
        rapidpro(call, MARK, WAYS[0], ticket=MARK),
        rapidpro(call, MARK, WAYS[0], message_id=MARK),
        call("POST", "/webhooks/sms/twilio", f"From={WAYS[0]}&Body={MARK}".encode(), {"X-Twilio-Signature": MARK}),
        call("GET", f"/webhooks/sms/{MARK}?from={NUMBER}"),
        call("DELETE", f"/webhooks/sms/kannel?from={NUMBER}&text={MARK}"),
    ]
    return {answer.status for answer in answers}


def files_with_a_mark(*folders: Path) -> list[str]:
    return [
        f"{name}: {mark}"
        for folder in folders
        for place, _, names in os.walk(folder)
        for name in names
        for mark in LEFT
        if mark.encode() in (Path(place) / name).read_bytes()
    ]


def nothing_is_left(server: Server, *folders: Path) -> None:
    assert [mark for mark in LEFT if mark in server.printed()] == []
    assert files_with_a_mark(*folders, *(ROOT / name for name in WRITTEN_BY_THE_PROJECT)) == []


@pytest.fixture
def phone() -> Iterator[Gateway]:
    with gateway() as found:
        yield found


def text_what_goes_wrong(call: Call, phone: Gateway) -> None:
    """The same again, a flood, and gateways that refuse and fail."""
    text_through_all(call, MARK, "a2")
    for place in range(40):
        kannel(call, f"{MARK} {'abcdefghij'[place % 10]}", WAYS[0], id=f"flood{place}")
    for status in (400, 401, 503):
        phone.next = [status] * 3
        text_through_all(call, f"{MARK} he is not breathing", f"b{status}")
    assert text_what_cannot_be(call) <= {400, 401, 403, 404, 405, 415}
    assert kannel(call, MARK, "82228").body == b""


def killed_while_the_phone_is_told(server: Server, phone: Gateway, found: dict[str, object]) -> None:
    """Before the phone has said that it took the reply. So it got no 2xx for the text, and hands it over again."""
    already = len(phone.got)

    def kill() -> None:
        phone.wait(already + 1)
        os.killpg(server.process.pid, signal.SIGKILL)

    phone.next, phone.slow = [], PATIENCE
    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(OSError):  # noqa: PT011
        android(server.call, found)
    server.process.wait()
    phone.slow, phone.got = 0.0, []


def test_nothing_is_left_on_disk_or_in_the_log_whatever_fails_and_a_kill_loses_no_text(
    home: Path, model: Path, phone: Gateway
) -> None:
    cut = event(f"{MARK} i want to stop drinking", f"+44{OTHER}", message_id="cut")
    server = start(home, model, phone)
    try:
        for place, said in enumerate(
            (f"i am {MARK} and i want to stop drinking", f"{MARK} wont wake up", MARK, "STOP")
        ):
            assert text_through_all(server.call, said, f"a{place}") == [200, 200, 204, 200]
        phone.wait(8)
        text_what_goes_wrong(server.call, phone)
        nothing_is_left(server, home, model)
        killed_while_the_phone_is_told(server, phone, cut)
        nothing_is_left(server, home, model)
    finally:
        if server.process.poll() is None:
            os.killpg(server.process.pid, signal.SIGKILL)

    again = start(home, model, phone)
    try:
        # Nobody is known any more, and what comes again is answered.
        assert messages(twilio(again.call, "MORE", WAYS[0])) == [wording.load(home / "directory.sqlite").forgotten]
        assert android(again.call, cut).status == 204
        assert phone.wait(1)[0].json["phoneNumbers"] == [f"+44{OTHER}"]
        phone.usual = 503
        android(again.call, event(f"{MARK} again", WAYS[0], message_id="lost"))
        assert again.stop() == 0
        assert "replies were on their way and are lost" in again.printed()
        nothing_is_left(again, home, model)
    finally:
        if again.process.poll() is None:
            again.stop()


def test_what_is_held_in_memory_knows_neither_number_nor_words(
    engine: Engine, last_resort: LastResort, built: Path, phone: Gateway
) -> None:
    net = SafetyNet(last_resort)
    before = set(engine.tracker_store.conversations.keys())
    with standing(net, built, load=lambda: engine, sms=everything(phone.url)) as app:
        app.wait()
        for place, said in enumerate((f"i am {MARK} and i want to stop drinking", f"{MARK} wont wake up", MARK)):
            text_through_all(app.call, said, f"m{place}")
    kept = engine.tracker_store.conversations
    made = set(kept.keys()) - before
    assert len(made) == 1
    assert all(len(name) == 64 for name in made)
    held = repr([vars(kept), vars(net.offered), list(net._locks)])
    assert [mark for mark in LEFT if mark in held] == []
    for name in made:
        kept.forget(name)


def test_the_search_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_bytes(b"\x00" + NUMBER.encode())
    assert files_with_a_mark(tmp_path) == [f"kept.sqlite: {NUMBER}"]
