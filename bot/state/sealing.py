"""What leaves the process is sealed: names that tell nothing, values that nobody else can read or change."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SHORTEST_KEY = 32
NONCE = 12
# Of a hash's 64 digits. Two names that are the same by chance need more conversations than there are.
NAME_HEX = 40
PREFIX = "signpost:"


class Broken(Exception):
    """A value that was not sealed with this key for this name: of an earlier key, moved, or changed."""


@dataclass(frozen=True)
class Keys:
    """One for each purpose, all from one secret: whoever has it could try out every phone number."""

    ids: bytes = field(repr=False)
    people: bytes = field(repr=False)
    names: bytes = field(repr=False)
    values: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes) -> Keys:
        """The same ones for the same secret."""
        return cls(*(hmac.digest(secret, f"signpost {use}".encode(), "sha256") for use in cls.__annotations__))

    @classmethod
    def fresh(cls) -> Keys:
        """Of a secret that nobody has and that is nowhere written."""
        return cls.of(secrets.token_bytes(SHORTEST_KEY))


class Seal:
    """AES-256-GCM, the name being part of what is sealed: a value put under another name opens no more."""

    def __init__(self, keys: Keys) -> None:
        self._names = keys.names
        self._cipher = AESGCM(keys.values)

    def name(self, known: str) -> str:
        """Under which name others find what belongs to an id."""
        made = hmac.new(self._names, known.encode("utf-8", "surrogatepass"), hashlib.sha256)
        return PREFIX + made.hexdigest()[:NAME_HEX]

    def shut(self, name: str, value: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, value, name.encode())

    def opened(self, name: str, sealed: bytes) -> bytes:
        """The value that was sealed under that name; raises Broken."""
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise Broken from error
