"""Where a request ends, checked before Sanic acts on it.

Sanic 21.12 reads lengths as Python does: "-1" makes it loop for ever, "+5", "1_0" and a second length are taken.
A proxy may read them otherwise, and the rest would run as somebody's next request (RFC 9112, 6.3 and 11.2).
"""

from __future__ import annotations

import re

END_OF_LINE = b"\r\n"
END_OF_HEAD = 2 * END_OF_LINE
TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
LINE = re.compile(TOKEN + rb" [\x21-\x7e]+ HTTP/1\.[01]")
FIELD = re.compile(rb"(" + TOKEN + rb"):([\t\x20-\x7e\x80-\xff]*)")
LENGTH = re.compile(rb"[0-9]{1,15}")
SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}")
MOST_FIELDS = 200
ONCE = (b"content-length", b"transfer-encoding", b"host")


def fault(head: bytes) -> str | None:
    """Why a request with this head is refused, in words that hold nothing of it; None where it is sound."""
    line, *rows = head.split(END_OF_LINE)
    if not LINE.fullmatch(line):
        return "the first line of the request is malformed"
    if len(rows) > MOST_FIELDS:
        return "the request has too many headers"
    fields = [FIELD.fullmatch(row) for row in rows]
    if not all(fields):
        return "a header of the request is malformed"
    named = [(field[1].lower(), field[2].strip(b" \t")) for field in fields if field]
    names = [name for name, _ in named]
    if any(names.count(name) > 1 for name in ONCE):
        return "a header that may come once came twice"
    return _unsound_length(dict(named))


def _unsound_length(fields: dict[bytes, bytes]) -> str | None:
    length, coding = fields.get(b"content-length"), fields.get(b"transfer-encoding")
    if length is not None and coding is not None:
        return "Content-Length and Transfer-Encoding exclude one another"
    if length is not None and not LENGTH.fullmatch(length):
        return "Content-Length is not a number"
    if coding is not None and coding != b"chunked":
        return "Transfer-Encoding is not chunked"
    return None


def chunk_size(line: bytes) -> int | None:
    """The size that the first line of a chunk says; None for anything but a few hexadecimal digits."""
    return int(line, 16) if SIZE.fullmatch(line) else None
