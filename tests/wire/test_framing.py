"""Where a request ends is said in one way, or it is refused before anything acts on it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.wire.framing import chunk_size, fault
from tests.raw import sent, statuses
from tests.rows import each_row
from tests.standing import Standing

HEAD = b"POST /leave HTTP/1.1\r\nHost: a\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
SECOND = b"GET /away HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
WRONG = [
    pytest.param(b"Content-Length: -1\r\n", id="negative"),
    pytest.param(b"Content-Length: +5\r\n", id="plus"),
    pytest.param(b"Content-Length: 1_0\r\n", id="underscore"),
    pytest.param(b"Content-Length: 0x5\r\n", id="hexadecimal"),
    pytest.param(b"Content-Length: 5.0\r\n", id="fraction"),
    pytest.param(b"Content-Length: \xd9\xa5\r\n", id="another-script"),
    pytest.param(b"Content-Length: \xc2\xa05\r\n", id="no-break-space"),
    pytest.param(b"Content-Length: 5, 5\r\n", id="list"),
    pytest.param(b"Content-Length:\r\n", id="empty"),
    pytest.param(b"Content-Length: " + b"9" * 5000 + b"\r\n", id="huge"),
    pytest.param(b"Content-Length: 5\r\nContent-Length: 6\r\n", id="two"),
    pytest.param(b"Content-Length: 5\r\ncontent-length: 5\r\n", id="twice"),
    pytest.param(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", id="length-and-chunks"),
    pytest.param(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", id="chunks-twice"),
    pytest.param(b"Transfer-Encoding: gzip, chunked\r\n", id="other-coding"),
    pytest.param(b"Transfer-Encoding: identity\r\n", id="identity"),
    pytest.param(b"Transfer-Encoding: x\r\nContent-Length: 5\r\n", id="unknown-coding"),
    pytest.param(b"Content-Length : 5\r\n", id="space-before-colon"),
    pytest.param(b"X: y\r\n Content-Length: 5\r\n", id="folded"),
    pytest.param(b"X: y\nContent-Length: 5\r\n", id="bare-line-feed"),
    pytest.param(b"X: y\rContent-Length: 5\r\n", id="bare-carriage-return"),
    pytest.param(b"X: \x00\r\n", id="nul"),
    pytest.param(b"X\r\n", id="no-colon"),
    pytest.param(b": x\r\n", id="no-name"),
    pytest.param(b"Host: b\r\n", id="two-hosts"),
    pytest.param(b"X: y\r\n" * 200, id="more-headers-than-anybody-sends"),
]
LINES = [
    pytest.param(b"GET /caf\xc3\xa9 HTTP/1.1", id="letters-beyond-ascii"),
    pytest.param(b"GET /\xff HTTP/1.1", id="no-utf-8"),
    pytest.param(b"GET /\x01 HTTP/1.1", id="control"),
    pytest.param(b"GET / HTTP/2.0", id="version"),
    pytest.param(b"GET / HTTP/1.10", id="longer-version"),
    pytest.param(b"GET  / HTTP/1.1", id="two-spaces"),
    pytest.param(b"GET /a b HTTP/1.1", id="space-inside"),
    pytest.param(b"GET /", id="no-version"),
    pytest.param(b"G(T / HTTP/1.1", id="no-token"),
    pytest.param(b"PROXY TCP4 10.0.0.1 10.0.0.2 1 2", id="proxy-protocol"),
    pytest.param(b"GET http://[::1 HTTP/1.1", id="no-address"),
    pytest.param(b"GET :// HTTP/1.1", id="no-address-at-all"),
]
CHUNKS = [
    pytest.param(b"-1\r\n", id="negative"),
    pytest.param(b"+5\r\nabcde\r\n0\r\n\r\n", id="plus"),
    pytest.param(b"0x5\r\nabcde\r\n0\r\n\r\n", id="prefix"),
    pytest.param(b"1_0\r\nabcde", id="underscore"),
    pytest.param(b" 5\r\nabcde\r\n0\r\n\r\n", id="space"),
    pytest.param(b"5;a=b\r\nabcde\r\n0\r\n\r\n", id="extension"),
    pytest.param(b"\r\n\r\n", id="empty"),
    pytest.param(b"FFFFFFFFF\r\n", id="too-large"),
    pytest.param(b"5\r\nabcdeXX0\r\n\r\n", id="no-end"),
    pytest.param(b"0\r\nX: y\r\n\r\n", id="trailer"),
    pytest.param(b"0" * 200, id="no-line"),
]


@each_row("headers", WRONG)
def test_a_request_whose_end_is_in_doubt_is_refused_and_closed(app: Standing, headers: bytes) -> None:
    """What stands behind it would else be taken for a second request."""
    assert statuses(sent(app.port, HEAD + headers + b"\r\n" + SECOND)) == [400]
    assert app.call("GET", "/away").status == 200


@each_row("line", LINES)
def test_a_first_line_of_another_shape_is_refused_and_closed(app: Standing, line: bytes) -> None:
    assert statuses(sent(app.port, line + b"\r\nHost: a\r\n\r\n" + SECOND)) == [400]


@each_row("chunks", CHUNKS)
def test_a_piece_whose_end_is_in_doubt_is_refused_and_closed(app: Standing, chunks: bytes) -> None:
    assert statuses(sent(app.port, CHUNKED + chunks + SECOND)) == [400]


@each_row(
    "pieces",
    [
        pytest.param([HEAD + b"Content-Length: 014\r\n\r\nconversation=a"], id="length"),
        pytest.param([HEAD + b"Content-Length:\t14 \r\n\r\nconver", b"sation=a"], id="blanks-around"),
        pytest.param([CHUNKED + b"00e\r\nconversation=a\r\n0\r\n\r\n"], id="chunk"),
        pytest.param([CHUNKED + b"A\r", b"\n1234567890\r\n", b"0\r\n\r", b"\n"], id="in-bits"),
        pytest.param([HEAD + b"User-Agent: Caf\xe9\r\nX: a:b\r\nY:\r\n\r\n"], id="letters-in-a-value"),
        pytest.param([HEAD + b"Upgrade: websocket\r\nContent-Length: 1\r\n\r\na"], id="websocket"),
    ],
)
def test_a_sound_request_is_answered_and_so_is_the_one_behind_it(app: Standing, pieces: list[bytes]) -> None:
    assert statuses(sent(app.port, *pieces, SECOND)) == [303, 200]


@each_row("path", [b"/nope", b"/pictures/nope.svg", b"/healthz"])
@each_row("method", [b"GET", b"POST"])
@each_row("chunks", [b"5\r\nabcde\r\n0\r\n\r\n", b"-1\r\n", b"5\r\nabcdeXX"], ids=["sound", "size", "end"])
def test_a_body_that_nobody_asked_for_writes_nothing_into_the_log(
    app: Standing, caplog: pytest.LogCaptureFixture, method: bytes, path: bytes, chunks: bytes
) -> None:
    caplog.clear()
    head = method + b" " + path + b" HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert statuses(sent(app.port, head + chunks + SECOND))
    assert [record.getMessage() for record in caplog.records if record.name.startswith("sanic")] == []


def test_small_letters_make_another_method(app: Standing) -> None:
    """A proxy would wait for the body of an answer to "head", and get the next answer in its place."""
    assert statuses(sent(app.port, b"head / HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND)) == [405, 200]


@each_row(("length", "status"), [(64_000, 200), (90_000, 413)])
def test_an_address_may_hold_a_long_text_in_any_script(app: Standing, length: int, status: int) -> None:
    """Kannel sends it so. Beyond 16 kB it was refused: some 1,800 letters of Arabic."""
    line = b"GET /away?text=" + b"%D8%A7" * (length // 6) + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert statuses(sent(app.port, line)) == [status]


@each_row("wrong", [b"HEAD /" + b"a" * 100_000, b"HEAD / HTTP/2.0"], ids=["too-long", "version"])
def test_an_answer_to_head_has_no_body_where_it_is_refused_either(app: Standing, wrong: bytes) -> None:
    answer = sent(app.port, wrong + b"\r\nHost: a\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 4")
    assert answer.endswith(b"\r\n\r\n")


def test_whoever_asks_before_sending_is_told_to_go_on(app: Standing) -> None:
    head = HEAD + b"Expect: 100-continue\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert statuses(sent(app.port, head, b"0\r\n\r\n")) == [100, 303]


@given(st.binary(max_size=60))
@example(b"-1")
def test_a_length_is_digits_alone_whatever_comes(value: bytes) -> None:
    sound = fault(b"POST / HTTP/1.1\r\nContent-Length: " + value) is None
    assert not sound or value.strip(b" \t").isdigit()


@given(st.binary(max_size=20))
def test_a_size_is_what_it_says_or_nothing(value: bytes) -> None:
    found = chunk_size(value)
    assert found is None or int(value, 16) == found >= 0
