"""What is sent on a connection of its own, and what can be said beforehand of its answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """`pieces` are written one after the other.

    `methods` are those of its requests where all of them are sound: then each has to be answered. None where bytes were
    changed and nobody can say how many requests they are: then one answer is due, or the end of the connection.
    `leaves` is a client that closes behind the last piece without waiting for anything. `how` says what was done.
    """

    number: int
    mark: str
    how: str
    pieces: tuple[bytes, ...]
    methods: tuple[str, ...] | None = None
    leaves: bool = False

    @property
    def raw(self) -> bytes:
        return b"".join(self.pieces)
