"""What a supervisor hands to a generation, by descriptors that stay open, never by a command line or a disk."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

VARIABLE = "HANDED_OVER"
WELL = b"well\n"
LONGEST_SECRET = 64


@dataclass(frozen=True)
class Handover:
    """The listening sockets, one for each worker; where to say that all of them are well; a key for what is shared.

    `spare` is memory that outlives every generation. A supervisor that has run since before there was any hands none
    over.
    """

    sockets: tuple[int, ...]
    tell: int
    secret: int
    supervisor: int
    spare: int | None = None

    def descriptors(self) -> tuple[int, ...]:
        return (*self.sockets, self.tell, self.secret, *([] if self.spare is None else [self.spare]))

    def as_variable(self) -> dict[str, str]:
        return {VARIABLE: json.dumps([self.sockets, self.tell, self.secret, self.supervisor, self.spare])}

    @classmethod
    def taken(cls) -> Handover:
        """In the generation; afterwards its children see nothing of it."""
        sockets, *others = json.loads(os.environ.pop(VARIABLE))
        found = cls(tuple(sockets), *others)
        for descriptor in found.descriptors():
            os.set_inheritable(descriptor, False)
        return found

    def listening(self) -> list[socket.socket]:
        return [socket.socket(fileno=descriptor) for descriptor in self.sockets]

    def key(self) -> bytes:
        """The key for what workers share; it can be read once."""
        with os.fdopen(self.secret, "rb") as pipe:
            return pipe.read(LONGEST_SECRET)


def pipe_with(content: bytes) -> int:
    """A descriptor from which the content can be read once."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return reading


def sockets_on(host: str, ports: Sequence[int], backlog: int) -> list[socket.socket]:
    """Sockets that stay open whichever worker comes and goes: who connects meanwhile waits. Raises OSError."""
    found: list[socket.socket] = []
    for port in ports:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        found.append(socket.create_server((host, port), family=family, backlog=backlog, reuse_port=False))
    return found
