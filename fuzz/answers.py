"""What came back, read strictly: anything that is no whole HTTP answer is a fault of the server's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

END = b"\r\n\r\n"
LINE = re.compile(rb"HTTP/1\.1 ([1-5][0-9][0-9]) [A-Za-z' -]+")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e]*)")
WITHOUT_BODY = (204, 304)


class BrokenAnswer(Exception):
    """Bytes that are no answer; the message says what is wrong with them."""


@dataclass(frozen=True)
class HttpAnswer:
    """One answer. Names in `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def is_last(self) -> bool:
        return self.headers.get("connection") == "close"


def read(raw: bytes, methods: Sequence[str] | None = None) -> tuple[list[HttpAnswer], bytes]:
    """The whole answers, and the beginning of the next one. `methods` are those that were asked by.

    Raises BrokenAnswer.
    """
    found: list[HttpAnswer] = []
    while END in raw:
        head, _, rest = raw.partition(END)
        answer = _head(head)
        if answer.status == 100:
            raw = rest
            continue
        asked = methods[len(found)] if methods and len(found) < len(methods) else "GET"
        length = _length(answer, asked)
        if len(rest) < length:
            break
        found.append(HttpAnswer(answer.status, answer.headers, rest[:length]))
        raw = rest[length:]
    return found, raw


def _head(head: bytes) -> HttpAnswer:
    line, *rows = head.split(b"\r\n")
    said = LINE.fullmatch(line)
    fields = [FIELD.fullmatch(row) for row in rows]
    if not said or not all(fields):
        raise BrokenAnswer("the head of an answer is malformed")
    named = [(field[1].lower().decode(), field[2].decode("ascii")) for field in fields if field]
    if len({name for name, _ in named}) < len(named):
        raise BrokenAnswer("a header of an answer came twice")
    return HttpAnswer(int(said[1]), dict(named))


def _length(answer: HttpAnswer, method: str) -> int:
    if answer.status in WITHOUT_BODY or method == "HEAD":
        return 0
    said = answer.headers.get("content-length", "")
    if not said.isdecimal():
        raise BrokenAnswer("an answer does not say how long it is")
    return int(said)
