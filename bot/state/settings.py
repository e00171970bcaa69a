"""The settings of what several workers share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.setting_values import SettingError, whole_number
from bot.state.sealing import SHORTEST_KEY, Keys
from bot.state.state import Memory, State

URL, KEY_FILE, CA_FILE = "SIGNPOST_STATE_URL", "SIGNPOST_STATE_KEY_FILE", "SIGNPOST_STATE_CA_FILE"
ENCRYPTED = ("rediss", "valkeys")
SCHEMES = ("unix", "redis", "valkey", *ENCRYPTED)


@dataclass(frozen=True)
class StateSettings:
    """Without an address one process remembers for itself. `secret` is None where the process makes its own."""

    url: str | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    ca_file: str | None = None
    seconds: float = 0.3

    @classmethod
    def read(cls, found: Mapping[str, str]) -> StateSettings:
        """Raises SettingError, which shows no address: a password may be in it."""
        url, key_file = found.get(URL) or None, found.get(KEY_FILE) or None
        if url and urlsplit(url).scheme not in SCHEMES:
            raise SettingError(f"{URL} is no address of a Valkey: give one such as unix:///run/valkey/signpost.sock")
        if key_file and not url:
            raise SettingError(f"{KEY_FILE} is set, but {URL} is not: set it too, or neither")
        milliseconds = whole_number(found, "SIGNPOST_STATE_TIMEOUT_MS", 300, 10, 2000)
        ca_file = found.get(CA_FILE) or None
        if ca_file:
            _look_into(ca_file, url or "")
        return cls(url, _secret(key_file) if key_file else None, ca_file, milliseconds / 1000)

    def made(self, spare: int | None = None) -> State:
        """What these settings ask for. Nothing is connected yet. `spare` is a descriptor of `spare.made`."""
        if self.url is None:
            return Memory()
        # A quarter of a second of imports that one process alone does without.
        from bot.state.link import Link, WhenBack
        from bot.state.shared import Shared
        from bot.state.spare import Spare

        url, seconds, ca_file = self.url, self.seconds, self.ca_file
        keys = Keys.of(self.secret) if self.secret else Keys.fresh()
        aside = None if spare is None else Spare(spare)

        def link(when_back: WhenBack) -> Link:
            return Link(url, seconds=seconds, when_back=when_back, ca_file=ca_file)

        return Shared(link, keys, aside)


def _look_into(ca_file: str, url: str) -> None:
    if urlsplit(url).scheme not in ENCRYPTED:
        raise SettingError(f"{CA_FILE} is set, but {URL} does not begin with rediss://: only TLS has certificates")
    # Loaded where it is needed alone.
    import ssl

    try:
        ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise SettingError(f"{CA_FILE} names no file of certificates ({error.strerror})") from error


def _secret(path: str) -> bytes:
    try:
        found = Path(path).read_bytes().strip()
    except OSError as error:
        raise SettingError(f"{KEY_FILE} names a file that cannot be read ({error.strerror})") from error
    if len(found) < SHORTEST_KEY:
        raise SettingError(
            f"{KEY_FILE} names a file of fewer than {SHORTEST_KEY} bytes: `openssl rand -hex 32` makes one"
        )
    return found
