"""Requests taken apart by the grammar of HTTP/1.1, with one or a few parts put wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from fuzz.asked import Asked
from fuzz.parts import CODINGS, ENDS, LENGTHS, METHODS, ROWS, SIZES, TARGETS, VERSIONS

CRLF = b"\r\n"


@dataclass
class Draft:
    """The parts of a request, to be put wrong one by one. `body` stands as it goes over the wire."""

    line: list[bytes]
    rows: list[bytes]
    ends: list[bytes]
    body: bytes
    done: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, asked: Asked) -> Draft:
        line = [part.encode("latin-1", "replace") for part in (asked.method, asked.target, "HTTP/1.1")]
        rows = asked.fields()
        return cls(line, rows, [CRLF] * (len(rows) + 2), asked.body)

    def raw(self) -> bytes:
        lines = [b" ".join(self.line), *self.rows, b""]
        # A row that was added ends as rows do.
        ends = [*self.ends, *[CRLF] * len(lines)]
        return b"".join(line + end for line, end in zip(lines, ends, strict=False)) + self.body

    def without(self, name: bytes) -> None:
        """Takes a header out, by its name in small letters."""
        self.rows = [row for row in self.rows if not row.lower().startswith(name + b":")]


def method(draft: Draft, random: Random) -> None:
    draft.line[0] = random.choice(METHODS)


def target(draft: Draft, random: Random) -> None:
    draft.line[1] = random.choice(TARGETS)


def version(draft: Draft, random: Random) -> None:
    draft.line[2] = random.choice(VERSIONS)


def blanks(draft: Draft, random: Random) -> None:
    draft.line.insert(random.randrange(len(draft.line) + 1), random.choice((b"", b"\t", b"x", b"\r")))


def end(draft: Draft, random: Random) -> None:
    draft.ends[random.randrange(len(draft.ends))] = random.choice(ENDS)


def row(draft: Draft, random: Random) -> None:
    draft.rows.insert(random.randrange(len(draft.rows) + 1), random.choice(ROWS))


def twice(draft: Draft, random: Random) -> None:
    draft.rows.append(random.choice(draft.rows))


def many(draft: Draft, random: Random) -> None:
    draft.rows += [b"X-%d: y" % number for number in range(random.choice((100, 800, 6000)))]


def length(draft: Draft, random: Random) -> None:
    if random.random() < 0.8:
        draft.without(b"content-length")
    draft.rows.append(b"Content-Length: " + random.choice(LENGTHS))


def short(draft: Draft, random: Random) -> None:
    """A length that is a little wrong, so that the rest is a request of its own or is missing."""
    draft.without(b"content-length")
    draft.rows.append(b"Content-Length: %d" % max(0, len(draft.body) + random.randint(-9, 9)))


def coding(draft: Draft, random: Random) -> None:
    draft.rows.append(b"Transfer-Encoding: " + random.choice(CODINGS))


def chunks(draft: Draft, random: Random) -> None:
    """In pieces, one of which may say a wrong size, end wrongly, or never come."""
    draft.without(b"content-length")
    draft.rows.append(b"Transfer-Encoding: chunked")
    made, left = [], draft.body or b"abcdefgh"
    while left:
        size = random.randint(1, len(left))
        said = random.choice(SIZES) if random.random() < 0.15 else b"%x" % size
        made.append(said + CRLF + left[:size] + (random.choice(ENDS) if random.random() < 0.1 else CRLF))
        left = left[size:]
    last = (
        b"0\r\n\r\n",
        b"0\r\n\r\n",
        b"0\r\n\r\n",
        b"000\r\n\r\n",
        b"0\r\nX: y\r\n\r\n",
        b"0\r\n",
        b"0\n\n",
        b"",
        b"0;a\r\n\r\n",
    )
    draft.body = b"".join(made) + random.choice(last)


def body(draft: Draft, random: Random) -> None:
    """Bytes of it changed, under the length that it had."""
    changed = bytearray(draft.body or b"{}")
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    draft.body = bytes(changed)


WAYS: tuple[Callable[[Draft, Random], None], ...] = (
    *(method, target, version, blanks, end, row, row, row, twice, many),
    *(length, length, short, coding, chunks, chunks, body, body),
)


def put_wrong(asked: Asked, random: Random) -> Draft:
    """The request with one to three things put wrong; what they are stands in `done`."""
    draft = Draft.of(asked)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        way = random.choice(WAYS)
        way(draft, random)
        draft.done.append(way.__name__)
    return draft
