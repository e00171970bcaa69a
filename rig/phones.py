"""Phones for Kannel's `smsc = fake`: what comes out of it, and Debian's fakesmsc, which puts texts in."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus, unquote_to_bytes

from rig.kannel import FAKESMSC, end
from rig.ports import LONGEST_START, until

OURS = "60060"
# A text that stands by itself, or one part of a longer one; further lines of a text follow as they are.
BEGINS = re.compile(
    r"(?P<sender>\+?\d+) (?P<to>\+?\w+) (?:udh (?P<udh>\S+) data|(?P<kind>text|ucs-2|data)) (?P<words>.*)"
)
GOT = re.compile(r"Got message \d+: <(.*)>$")


@dataclass(frozen=True)
class Text:
    """A text as its phone shows it, its parts joined. `alphabet` is that of the phone network: "gsm" or "ucs-2"."""

    sender: str
    to: str
    words: str
    parts: int
    alphabet: str


@dataclass
class _Piece:
    sender: str
    to: str
    # Which text, which part of how many.
    place: tuple[int, int, int] | None
    raw: bytes
    coded: bool


def read(lines: Iterable[str]) -> list[Text]:
    """The whole texts in what `smsc = fake` wrote, in the order in which their last parts came."""
    found: list[Text] = []
    waiting: dict[tuple[str, int], dict[int, _Piece]] = {}
    for piece in _pieces(lines):
        if piece.place is None:
            found.append(_joined([piece]))
            continue
        number, place, many = piece.place
        together = waiting.setdefault((piece.to, number), {})
        together[place] = piece
        if len(together) == many:
            found.append(_joined([together[at] for at in sorted(together)]))
            del waiting[(piece.to, number)]
    return found


def incoming(sender: str, words: str, *, to: str = OURS) -> str:
    """A line for `smsc = fake`, as a phone sends this text."""
    if words.isascii() and "\n" not in words:
        return f"{sender} {to} text {words}"
    return f"{sender} {to} ucs2 {quote_plus(words.encode('utf-16-be'))}"


def incoming_parts(sender: str, pieces: Sequence[str], *, number: int = 7, to: str = OURS) -> list[str]:
    """The lines of one long text in these parts."""
    return [
        f"{sender} {to} udh-text %05%00%03%{number:02x}%{len(pieces):02x}%{at:02x} {piece}"
        for at, piece in enumerate(pieces, start=1)
    ]


def _pieces(lines: Iterable[str]) -> Iterator[_Piece]:
    piece: _Piece | None = None
    for line in lines:
        begins = BEGINS.fullmatch(line)
        if begins is None:
            if piece is not None:
                piece.raw += b"\n" + line.encode()
            continue
        if piece is not None:
            yield piece
        piece = _piece(begins)
    if piece is not None:
        yield piece


def _piece(begins: re.Match[str]) -> _Piece:
    words, udh = begins["words"], begins["udh"]
    raw = words.encode() if begins["kind"] == "text" else unquote_to_bytes(words.replace("+", " "))
    header = unquote_to_bytes(udh.replace("+", " ")) if udh else b""
    place = (header[3], header[5], header[4]) if header else None
    return _Piece(begins["sender"], begins["to"], place, raw, begins["kind"] == "ucs-2")


def _joined(pieces: Sequence[_Piece]) -> Text:
    raw = b"".join(piece.raw for piece in pieces)
    # A part does not say its coding; UTF-16 has zeros in it, and UTF-8, which is what Kannel takes GSM in, never.
    is_ucs2 = pieces[0].coded or b"\x00" in raw
    words = raw.decode("utf-16-be" if is_ucs2 else "utf-8")
    return Text(pieces[0].sender, pieces[0].to, words, len(pieces), "ucs-2" if is_ucs2 else "gsm")


@dataclass(frozen=True)
class Phones:
    """A running fakesmsc and what it prints; Kannel talks to one at a time."""

    output: Path

    def has_sent(self, many: int) -> bool:
        """Whether it has put in so many texts."""
        return self._printed().count("fakesmsc: sent message") >= many

    def got(self, number: str) -> list[Text]:
        """What this person has got until now."""
        lines = [found[1] for line in self._printed().splitlines() if (found := GOT.search(line))]
        return [text for text in read(lines) if text.to == number]

    def wait(self, number: str, many: int = 1, seconds: float = LONGEST_START) -> list[Text]:
        """Until this person has got so many texts, or it has taken too long."""
        until(lambda: len(self.got(number)) >= many, seconds)
        return self.got(number)

    def _printed(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")


@contextmanager
def fakesmsc(port: int, *lines: str, output: Path) -> Iterator[Phones]:
    """Debian's fakesmsc sends these lines, and takes what comes until the block ends.

    It picks at random among several, so each has one of its own; what comes back while they change is lost.
    """
    output.touch()
    phones = Phones(output)
    for place, line in enumerate(lines[:-1]):
        with _running(port, line, output):
            until(partial(phones.has_sent, place + 1))
    with _running(port, lines[-1], output):
        yield phones


@contextmanager
def _running(port: int, line: str, output: Path) -> Iterator[None]:
    command = [str(FAKESMSC), "-H", "127.0.0.1", "-r", str(port), "-i", "0", "-v", "0", "-m", "1", line]
    with output.open("ab") as written:
        process = subprocess.Popen(
            command, cwd=output.parent, stdin=subprocess.DEVNULL, stdout=written, stderr=written, start_new_session=True
        )
    try:
        yield
    finally:
        end(process, signal.SIGINT)


class PhoneLine:
    """The same as fakesmsc on one connection, for many people at once: it sends at any time and says when what came."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._half = b""
        self.lines: list[str] = []

    def send(self, *lines: str) -> None:
        """Hands these to Kannel."""
        self._socket.sendall("".join(f"{line}\n" for line in lines).encode())

    def take(self, seconds: float) -> list[str]:
        """The whole lines that came within this time, the first that come end the waiting."""
        self._socket.settimeout(seconds)
        try:
            got = self._socket.recv(1 << 20)
        except TimeoutError:
            return []
        *whole, self._half = (self._half + got).split(b"\n")
        found = [line.decode(errors="replace") for line in whole]
        self.lines += found
        return found

    def wait(self, many: int, seconds: float = LONGEST_START) -> list[Text]:
        """Until so many texts have arrived, or it has taken too long."""
        return self._until(many, seconds, lambda: read(self.lines))

    def wait_for(self, number: str, many: int = 1, *, since: int = 0, seconds: float = LONGEST_START) -> list[Text]:
        """The same for one person alone; `since` is how many lines are no longer news."""
        return self._until(many, seconds, lambda: [text for text in read(self.lines[since:]) if text.to == number])

    def _until(self, many: int, seconds: float, got: Callable[[], list[Text]]) -> list[Text]:
        ends = time.monotonic() + seconds
        while len(got()) < many and (left := ends - time.monotonic()) > 0:
            self.take(left)
        return got()

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()
