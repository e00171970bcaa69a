"""Machines that answer us: our own words coming back, or the same text over and over."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.engine.expiring import HALF_AN_HOUR, ExpiringMap
from bot.sms.identity import Identity

TEN_MINUTES = 10 * 60.0
# So many are answered; those after them are not until it has been quiet for ten minutes.
ECHOES, SAME, SAME_SHORT = 2, 4, 10
# Of the same text that tells of danger: auto-replies name 999 too.
SAME_DANGER = 10
# People send "ok" and "yes" again and again; what machines send is longer.
SHORT = 20
MOST_OF_OURS = 12
DIGITS, SPACES = re.compile(r"\d+"), re.compile(r"\s+")


@dataclass(frozen=True)
class Heard:
    """Whether a text goes round in a circle: `caught` as any text, `endless` also as one that tells of danger."""

    caught: bool
    endless: bool


class Loops:
    """Remembers by id what we said, and by seal how often the same came in. It holds no word of theirs."""

    def __init__(self, identity: Identity, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._identity = identity
        self._ours: ExpiringMap[tuple[str, ...]] = ExpiringMap(seconds=HALF_AN_HOUR, clock=clock)
        self._heard: ExpiringMap[int] = ExpiringMap(seconds=TEN_MINUTES, clock=clock)

    def said(self, person: str, texts: Sequence[str]) -> None:
        """Remembers what goes out."""
        ours = (*(self._ours.get(person) or ()), *(_squeezed(text) for text in texts if len(text) > SHORT))
        self._ours.set(person, tuple(dict.fromkeys(ours))[-MOST_OF_OURS:])

    def without_ours(self, person: str, text: str) -> str:
        """What somebody says beside our own words: a "999" that we sent is no sign of danger when it comes back."""
        said = _squeezed(text)
        for ours in sorted(self._ours.get(person) or (), key=len, reverse=True):
            said = said.replace(ours, " ")
        return said.strip()

    def heard(self, person: str, text: str) -> Heard:
        """Counts a text."""
        beside = self.without_ours(person, text)
        # A machine's counter or clock does not make it another text; a person's "1" and "2" are two.
        same = DIGITS.sub("0", beside) if len(beside) > SHORT else beside
        is_echo = not same and bool(text.strip())
        most = ECHOES if is_echo else SAME if len(same) > SHORT else SAME_SHORT
        key = self._identity.seal("echo" if is_echo else "heard", person, same)
        count = (self._heard.get(key) or 0) + 1
        self._heard.set(key, count)
        return Heard(caught=count > most, endless=count > SAME_DANGER)

    def sweep(self) -> None:
        """Drops what is over time."""
        self._ours.sweep()
        self._heard.sweep()


def _squeezed(text: str) -> str:
    return SPACES.sub(" ", text).strip().casefold()
