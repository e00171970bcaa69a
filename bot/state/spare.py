"""Memory that the workers of one machine have in common and that outlives each of them, for while Valkey is gone.

It is a file without a name and without a disk (memfd_create(2)), with places of one size. There are no locks: a record
that two wrote at once, or whose writer died over it, opens no more, and that is as if there were none.
"""

from __future__ import annotations

import os
import struct
import time
import weakref
from dataclasses import dataclass

# Of a person who texts some six kilobytes are known. What was never written takes no memory.
LARGEST, PLACES = 16_384, 16_384
# A name may lie in any of so many that stand side by side.
TOGETHER = 4
# The name, when it ends by a clock that nobody moves, and its length. All of it is nought where nothing is.
ENTRY = struct.Struct("<20sdI")
INDEX = ENTRY.size * PLACES
# Behind all places: when a worker last said that it does without Valkey, and for how long that counts.
SAID, SAID_AT = struct.Struct("<d"), INDEX + LARGEST * PLACES
COUNTS_FOR = 5.0


@dataclass(frozen=True)
class _Place:
    number: int
    key: bytes
    ends: float
    length: int

    @property
    def offset(self) -> int:
        return INDEX + LARGEST * self.number


def made() -> int:
    """The descriptor of one, for a process to hand to those below it."""
    descriptor = os.memfd_create("signpost-spare", os.MFD_CLOEXEC)
    os.ftruncate(descriptor, SAID_AT + SAID.size)
    return descriptor


class Spare:
    """Holds what is sealed, by names that `Seal.name` made."""

    def __init__(self, descriptor: int) -> None:
        # Its own, for as long as it is held: a number that was closed may be another file's by the time of a sweep.
        self._file = os.dup(descriptor)
        weakref.finalize(self, os.close, self._file)

    def put(self, name: str, sealed: bytes, seconds: float) -> None:
        """What is too large is not kept. Where there is no room, what ends soonest goes."""
        if len(sealed) > LARGEST:
            self.drop(name)
            return
        now, around = time.monotonic(), sorted(self._where(name), key=lambda place: place.ends)
        mine = [place for place in around if place.key == _key(name)]
        free = [place for place in around if place.ends <= now]
        # Where there is room what stood there before goes last: whoever dies over this leaves one of the two.
        place = (free or mine or around)[0]
        os.pwrite(self._file, sealed.ljust(place.length, b"\0"), place.offset)
        self._enter(place, _key(name), now + seconds, len(sealed))
        for old in mine:
            if old.number != place.number:
                self._clear(old)

    def get(self, name: str) -> bytes | None:
        """What was put last, while its time lasts."""
        for place in self._where(name):
            if place.key == _key(name) and place.ends > time.monotonic():
                return os.pread(self._file, place.length, place.offset)
        return None

    def drop(self, name: str) -> None:
        """Where it is, it is written over."""
        for place in self._where(name):
            if place.key == _key(name):
                self._clear(place)

    def say_needed(self) -> None:
        """Said by a worker that cannot reach Valkey, again and again: what others tell there, it finds here alone."""
        os.pwrite(self._file, SAID.pack(time.monotonic()), SAID_AT)

    @property
    def is_needed(self) -> bool:
        """Whether any worker has said so a moment ago."""
        # One that a supervisor of an earlier version made ends before it.
        (said,) = SAID.unpack(os.pread(self._file, SAID.size, SAID_AT).ljust(SAID.size, b"\0"))
        return bool(said) and time.monotonic() - said < COUNTS_FOR

    def sweep(self) -> None:
        """Writes over what is over time."""
        now = time.monotonic()
        for number, (key, ends, length) in enumerate(ENTRY.iter_unpack(os.pread(self._file, INDEX, 0))):
            if length and ends <= now:
                self._clear(_Place(number, key, ends, length))

    def _where(self, name: str) -> list[_Place]:
        first = int.from_bytes(_key(name)[:8], "big") % (PLACES // TOGETHER) * TOGETHER
        entries = os.pread(self._file, ENTRY.size * TOGETHER, ENTRY.size * first)
        return [_Place(number, *entry) for number, entry in enumerate(ENTRY.iter_unpack(entries), first)]

    def _enter(self, place: _Place, key: bytes, ends: float, length: int) -> None:
        os.pwrite(self._file, ENTRY.pack(key, ends, length), ENTRY.size * place.number)

    def _clear(self, place: _Place) -> None:
        self._enter(place, b"", 0.0, 0)
        os.pwrite(self._file, bytes(place.length), place.offset)


def _key(name: str) -> bytes:
    return bytes.fromhex(name.rpartition(":")[2])
