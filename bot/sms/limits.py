"""How many texts are answered in a minute, from one number and from everybody."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.engine.expiring import HALF_AN_HOUR, ExpiringMap
from bot.engine.rates import Rate
from bot.sms.loops import TEN_MINUTES

EVERYBODY = ""
A_MINUTE = 60.0
# So often a minute somebody in danger or despair is heard beyond every limit. A machine that answers our answer at once
# does not go round with that.
BORNE = 1
# So often a minute the bot is asked about a text beyond the rate, in case somebody is in danger in words of their own.
LISTENED = 6
# The polite text is short and made at once: so many times as many as whole answers may be told so.
POLITE = 10


class Limits:
    """One polite text to a number that is over, then silence until a minute has passed without it being over."""

    def __init__(self, rate: int, rate_all: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = Rate(rate, clock=clock)
        self._rate_all = Rate(rate_all, clock=clock)
        # A flood from ever new numbers would otherwise be told so, each of them once.
        self._polite = Rate(POLITE * rate_all, clock=clock)
        self._told: ExpiringMap[None] = ExpiringMap(seconds=A_MINUTE, clock=clock)
        self._given: ExpiringMap[None] = ExpiringMap(seconds=HALF_AN_HOUR, clock=clock)
        self._grave: ExpiringMap[None] = ExpiringMap(seconds=HALF_AN_HOUR, clock=clock)
        self._borne = Rate(BORNE, clock=clock)
        self._clock = clock
        self._told_in_a_circle: ExpiringMap[None] = ExpiringMap(seconds=TEN_MINUTES, clock=clock)
        self._circling: ExpiringMap[float] = ExpiringMap(seconds=TEN_MINUTES, clock=clock)
        self._rarely: ExpiringMap[None] = ExpiringMap(seconds=TEN_MINUTES, clock=clock)
        self._listened = Rate(LISTENED, clock=clock)
        # Nor does a flood from ever new numbers keep the bot busy.
        self._listened_all = Rate(rate_all, clock=clock)

    def take(self, person: str) -> bool:
        """Counts one text; True where it is within both rates."""
        return self._rate.take(person) and self._rate_all.take(EVERYBODY)

    def says_so(self, person: str, *, in_a_circle: bool = False) -> bool:
        """Whether somebody beyond a limit is told so now. A machine that goes round answers that too."""
        kept = self._told_in_a_circle if in_a_circle else self._told
        told = person in kept
        kept.set(person, None)
        return not told and self._polite.take(EVERYBODY)

    def gives(self, person: str, text: str) -> bool:
        """Whether somebody beyond a limit gets one of the line's own texts: each of them once."""
        key = f"{person} {text}"
        if key in self._given:
            return False
        self._given.set(key, None)
        return True

    def heard(self, person: str, *, grave: bool) -> None:
        """What the last reply was about. Half an hour is counted from the first: no machine goes round for longer."""
        if not grave:
            self._grave.forget(person)
        elif person not in self._grave:
            self._grave.set(person, None)

    def is_grave(self, person: str) -> bool:
        """Whether their last reply was about life and death, half an hour ago at most."""
        return person in self._grave

    def bears_with(self, person: str, *, in_danger: bool) -> bool:
        """True where somebody is answered beyond the limits: this text or their last reply was of life and death.

        The same danger over and over is borne with once a minute for half an hour, and then once in ten minutes, with
        which a machine that answers sooner does not go round.
        """
        if in_danger and self._is_circling(person):
            rarely = person not in self._rarely
            if rarely:
                self._rarely.set(person, None)
            return rarely
        return (in_danger or person in self._grave) and self._borne.take(person)

    def _is_circling(self, person: str) -> bool:
        """For half an hour, without ten minutes of quiet."""
        began = self._circling.get(person)
        now = self._clock()
        self._circling.set(person, now if began is None else began)
        return began is not None and now - began >= HALF_AN_HOUR

    def listens_to(self, person: str) -> bool:
        """Whether the bot is asked about a text beyond the rate, which is then counted."""
        return self._listened.take(person) and self._listened_all.take(EVERYBODY)

    def sweep(self) -> None:
        """Drops what is over time."""
        rates = (self._rate, self._rate_all, self._polite, self._borne, self._listened, self._listened_all)
        circles = (self._told_in_a_circle, self._circling, self._rarely)
        for held in (*rates, *circles, self._told, self._given, self._grave):
            held.sweep()
