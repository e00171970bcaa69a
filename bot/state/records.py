"""What one worker holds of each id, put together as one sealed record: what it tells others, and what they told it.

A record has its time, and its parts, each with its value, the seconds since the epoch at which it ends, and whether it
goes first where memory is full.
"""

from __future__ import annotations

import json
import logging
import time
from typing import Any

from bot.engine.expiring import HALF_AN_HOUR, ExpiringMap
from bot.state.sealing import Broken, Keys, Seal
from bot.state.state import Codec, Value

logger = logging.getLogger(__name__)

AT, PARTS = "at", "parts"
MOST_RECORDS = 100_000


class Records:
    """Each by the id that it is of."""

    def __init__(self, keys: Keys) -> None:
        self._seal = Seal(keys)
        self._maps: dict[str, tuple[ExpiringMap[Any], Codec[Any]]] = {}
        # When what is held of an id was last told or brought.
        self._dated: ExpiringMap[float] = ExpiringMap(limit=MOST_RECORDS)

    def __contains__(self, known: str) -> bool:
        """Whether something is held of it, or was."""
        return known in self._dated or any(known in found for found, _ in self._maps.values())

    def map(self, name: str, codec: Codec[Value], **limits: Any) -> ExpiringMap[Value]:
        """One more part that each of them has."""
        found: ExpiringMap[Value] = ExpiringMap(**limits)
        self._maps[name] = (found, codec)
        return found

    def sweep(self) -> None:
        """What others told may end sooner than what stands before it."""
        for found, _ in self._maps.values():
            found.sweep_all_of_it()

    def told(self) -> list[str]:
        """Those that were told or brought."""
        return self._dated.keys()

    def was_told(self, known: str) -> bool:
        return known in self._dated

    def date(self, known: str) -> None:
        """From now on it is newer than any that was told or brought before."""
        self._dated.set(known, max(time.time(), self._date(known) + 0.001))

    def name(self, known: str) -> str:
        """Under which name others find it."""
        return self._seal.name(known)

    def sealed(self, known: str) -> tuple[bytes, float]:
        """What is held now, and for how many seconds; where nothing is, that: an older copy must not come back."""
        return self._seal.shut(self.name(known), self._written(known)), self._ends(known)

    def is_newer(self, known: str, sealed: bytes) -> bool:
        """Whether a record from elsewhere is; one of an earlier key, or that is not from us, is as if it were none."""
        return self._newer(known, sealed) is not None

    def take_newer(self, known: str, sealed: bytes) -> bool:
        """Takes it in the place of what is held, where it is newer: whoever could not tell theirs knows better."""
        record = self._newer(known, sealed)
        if record is None:
            return False
        try:
            self._take(known, record)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # A worker of another version wrote it in another form.
            logger.error("%s in what another worker told of a conversation", type(error).__name__)
        return True

    def _newer(self, known: str, sealed: bytes) -> Any:
        try:
            record = json.loads(self._seal.opened(self.name(known), sealed))
        except (Broken, ValueError):
            return None
        return record if record and record[AT] > self._date(known) else None

    def _date(self, known: str) -> float:
        return self._dated.get(known) or 0.0

    def _written(self, known: str) -> bytes:
        now, parts = time.time(), {}
        for name, (found, codec) in self._maps.items():
            kept = found.kept(known)
            if kept is not None:
                parts[name] = (codec.dump(kept.value), now + kept.seconds, kept.is_lesser)
        return json.dumps({AT: self._date(known) or now, PARTS: parts}, separators=(",", ":")).encode()

    def _ends(self, known: str) -> float:
        """In how many seconds the last of it does; where there is nothing, when the last older copy has."""
        parts = [kept.seconds for found, _ in self._maps.values() if (kept := found.kept(known))]
        return min(HALF_AN_HOUR, max(parts, default=HALF_AN_HOUR))

    def _take(self, known: str, record: Any) -> None:
        now, parts = time.time(), record[PARTS]
        for name, (found, codec) in self._maps.items():
            found.forget(known)
            if name in parts:
                value, ends, is_lesser = parts[name]
                found.put_back(known, codec.load(value), seconds=ends - now, lesser=is_lesser)
        self._dated.set(known, record[AT])
