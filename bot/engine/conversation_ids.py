"""Ids that only this server can make: 128 random bits and their time, sealed with a key that is never written."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

RANDOM_HEX = 32
SECONDS_HEX = 8
ID_HEX = RANDOM_HEX + SECONDS_HEX
SEAL_HEX = 32


class ConversationIds:
    """Makes and recognises ids without holding any; with a fresh key none of the old ones is valid.

    Workers that share the key need a `clock` that shows all of them the same.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)
        self._clock = clock

    def new(self) -> str:
        """A fresh id with its seal, 72 hexadecimal digits."""
        fresh = f"{secrets.token_hex(RANDOM_HEX // 2)}{self._seconds():0{SECONDS_HEX}x}"
        return fresh + self._seal(fresh)

    def is_ours(self, given: str) -> bool:
        """True where this server made the id."""
        return given.isascii() and hmac.compare_digest(given[ID_HEX:], self._seal(given[:ID_HEX]))

    def age(self, ours: str) -> int:
        """How many seconds ago one of our ids was made."""
        return max(0, self._seconds() - int(ours[RANDOM_HEX:ID_HEX], 16))

    def _seconds(self) -> int:
        return int(self._clock())

    def _seal(self, fresh: str) -> str:
        return hmac.new(self._key, fresh.encode(), hashlib.sha256).hexdigest()[:SEAL_HEX]
