"""Each verdict is one that can be had: a fuzzer that finds nothing may only be blind."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.answers import BrokenAnswer, HttpAnswer, read
from fuzz.exchange import Heard
from fuzz.left import marks_in, unknown_lines
from fuzz.shot import Shot
from fuzz.verdict import SAFE, faults
from tests.rows import each_row

MARK = "qz0000002aqz"
HEADERS = {**dict.fromkeys(SAFE, "x"), "content-type": "application/json"}
SOUND = Shot(42, MARK, "GET /", (b"GET / HTTP/1.1\r\n\r\n",), ("GET",))
CHANGED = Shot(42, MARK, "bytes changed", (b"\x00\r\n\r\n",))
REPLY = b'[{"recipient_id":"%s","text":"hi"},{"recipient_id":"a","custom":{"signpost":{"route":"advice"}}}]'


def heard(status: int, body: bytes = b"{}", **headers: str) -> Heard:
    return Heard((HttpAnswer(status, {**HEADERS, **headers}, body),), b"", "ours")


@pytest.mark.parametrize(
    "fine",
    [
        heard(200),
        heard(404),
        heard(503, b'{"error": "too much is on its way: send it again later"}'),
        heard(200, REPLY % MARK.encode()),
        heard(413, f"<p>999</p> i am {MARK}".encode(), **{"content-type": "text/html; charset=utf-8"}),
    ],
    ids=["ok", "refused", "full", "reply", "given-back"],
)
def test_what_is_meant_is_no_fault(fine: Heard) -> None:
    assert faults(SOUND, fine) == []


@each_row(
    ("wrong", "fault"),
    [
        (heard(500), "500, which is not meant"),
        (heard(503), "503, which is not meant"),
        (heard(400, b"Traceback (most recent call last)"), "a traceback in the answer"),
        (heard(400, MARK.encode()), "what was sent came back"),
        (heard(303, location=f"/{MARK}"), "what was sent stands in a header of the answer"),
        (heard(200, f"999 <i>{MARK}".encode(), **{"content-type": "text/html"}), "what was sent came back as markup"),
        (heard(200, b"<p>Hello", **{"content-type": "text/html"}), "a page without 999"),
        (heard(200, b'[{"recipient_id":"a","text":"hi"}]'), "a reply without words or route"),
        (Heard((HttpAnswer(200, {}),), b"", "ours"), f"200 without {', '.join(SAFE)}"),
        (Heard((), b"", "closed"), "1 sound requests got 0 answers"),
        (Heard((), b"", "never"), "silence: no whole answer and no end"),
        (
            Heard((), b"HTTP/1.1 2", "closed", "the head of an answer is malformed"),
            "the head of an answer is malformed",
        ),
    ],
)
def test_what_is_not_meant_is_named(wrong: Heard, fault: str) -> None:
    assert fault in faults(SOUND, wrong)


@pytest.mark.parametrize(
    "open_door",
    [heard(200, REPLY % MARK.encode()), heard(200, b'{"status":"ok"}'), heard(503, b'{"status": "starting"}')],
    ids=["REST", "health", "health at the start"],
)
def test_through_a_proxy_a_door_that_it_keeps_shut_is_a_fault(open_door: Heard) -> None:
    assert "a door was open that the proxy keeps shut" in faults(SOUND, open_door, is_proxied=True)


def test_the_proxys_own_words_are_meant_where_bytes_are_no_request_and_nowhere_else() -> None:
    own = Heard(
        (HttpAnswer(400, {"content-type": "text/html"}, b"<html><body><h1>400 Bad request</h1>"),), b"", "closed"
    )
    assert faults(CHANGED, own, is_proxied=True) == []
    assert "a page without 999" in faults(SOUND, own, is_proxied=True)
    assert "a page without 999" in faults(CHANGED, own)


def test_where_bytes_were_changed_the_server_may_close_but_not_half_way() -> None:
    assert faults(CHANGED, Heard((), b"", "closed")) == []
    assert faults(CHANGED, Heard((), b"HTTP/1.1 400", "reset")) == []
    assert faults(CHANGED, Heard((), b"HTTP/1.1 400", "closed")) == ["an answer was not whole"]


def test_an_answer_is_read_by_the_length_that_it_says() -> None:
    raw = (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabHTTP/1.1 204 No Content\r\n\r\nHTT"
    )
    found, rest = read(raw, ("POST", "POST"))
    assert ([(answer.status, answer.body) for answer in found], rest) == ([(200, b"ab"), (204, b"")], b"HTT")


@pytest.mark.parametrize(
    "raw",
    [
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: \xff\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
    ],
)
def test_what_is_no_answer_is_no_answer(raw: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read(raw)


def test_a_line_that_nobody_foresaw_is_seen() -> None:
    known = "2026-11-27T04:00:00+0000 WARNING bot.sms.webhook: kannel: a request was refused (forged)\n\nReady.\n"
    assert unknown_lines(known) == []
    assert unknown_lines(known + "2026-11-27T04:00:00+0000 ERROR bot.x: KeyError\n") == ["ERROR bot.x: KeyError"]


def test_what_was_sent_is_found_wherever_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kept.sqlite").write_bytes(b"\x00" + MARK.encode())
    (tmp_path / MARK).write_bytes(b"")
    assert marks_in(tmp_path) == [f"kept.sqlite holds {MARK}", f"{MARK} holds {MARK}"]
    assert marks_in(tmp_path, spared=[tmp_path / "a"]) == [f"{MARK} holds {MARK}"]
