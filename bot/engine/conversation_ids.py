"""Ids that only this server can make: 128 random bits, sealed with a key that is made at start and never written."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ID_HEX = 32
SEAL_HEX = 32


class ConversationIds:
    """Makes and recognises ids; after a restart none of the old ones is valid."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def new(self) -> str:
        """A fresh id with its seal, 64 hexadecimal digits."""
        fresh = secrets.token_hex(ID_HEX // 2)
        return fresh + self._seal(fresh)

    def is_ours(self, given: str) -> bool:
        """True where this server made the id."""
        return given.isascii() and hmac.compare_digest(given[ID_HEX:], self._seal(given[:ID_HEX]))

    def _seal(self, fresh: str) -> str:
        return hmac.new(self._key, fresh.encode(), hashlib.sha256).hexdigest()[:SEAL_HEX]
