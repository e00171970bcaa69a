"""Which long text a piece belongs to, by its header (3GPP TS 23.040)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# "One of several parts", its reference in one byte or two; behind it how many there are, and which.
REFERENCES = {0x00: 1, 0x08: 2}


@dataclass(frozen=True)
class Piece:
    """`text` is the same for all pieces of one text of one person; `place` is from 1, `many` how many there are."""

    text: str
    place: int
    many: int


def piece_of(header: bytes) -> Piece | None:
    """From the whole header, its length first; None where the text is not one of several."""
    for kind, said in _elements(header[1:]):
        length = REFERENCES.get(kind)
        if length and len(said) == length + 2:
            return Piece(said[:-1].hex(), said[-1], said[-2])
    return None


def _elements(header: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind of each, and what it says."""
    while len(header) >= 2:
        end = 2 + header[1]
        yield header[0], header[2:end]
        header = header[end:]
