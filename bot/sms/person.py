"""What is known of each person who texts: by id, in memory, and each part of it for its own time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.engine.expiring import HALF_AN_HOUR, ExpiringMap, register
from bot.engine.rates import Bucket
from bot.sms.message import About, Texts
from bot.sms.segmentation.fitting import Choice

TEN_MINUTES = 10 * 60.0
MOST_PEOPLE = 20_000
# Of what machines send back, a word or two are nobody's own.
SHORT = 20
MOST_OF_OURS = 12
# Whoever sends more different texts in ten minutes is over the rate.
MOST_ALIKE = 100
SPACES = re.compile(r"\s+")

# How often a minute: "texts" are within the rate; "grave" is somebody in danger or despair, who is heard beyond every
# limit, so rarely that no machine which answers at once goes round with that; "beyond" is asking the bot about a text
# beyond the rate.
Limit = Literal["texts", "grave", "beyond"]


@dataclass(frozen=True)
class Open:
    """What may follow a reply: the rest of it, one text for each MORE, and its choices. Our own words alone."""

    more: Texts = ()
    choices: tuple[Choice, ...] = ()


NOTHING = Open()
NO_REPLY = About()


@dataclass
class Person:
    """No number and no word of theirs is in it.

    `ours` are our own last texts. `alike`: by seal, how often the same text came and until when that counts. `ends`: by
    what is so, until when. `circling_since` counts as long as "circling" is so, `left` as long as "open", and `last`,
    what the last reply was about, as long as "answered".
    """

    key: str
    per_minute: dict[Limit, int] = field(repr=False)
    clock: Callable[[], float] = field(repr=False)
    ours: Texts = ()
    left: Open = NOTHING
    last: About = NO_REPLY
    circling_since: float = 0.0
    alike: dict[str, tuple[int, float]] = field(default_factory=dict)
    ends: dict[str, float] = field(default_factory=dict)
    buckets: dict[Limit, Bucket] = field(default_factory=dict)

    def takes(self, limit: Limit) -> bool:
        """True where one more may come now, which is then counted."""
        return self.buckets.setdefault(limit, Bucket(self.per_minute[limit], clock=self.clock)).take()

    def counts(self, seal: str) -> int:
        """How often this text came, this time included, without ten minutes of quiet."""
        count, until = self.alike.pop(seal, (0, 0.0))
        count = count + 1 if until > self.clock() else 1
        self.alike[seal] = (count, self.clock() + TEN_MINUTES)
        for oldest in list(self.alike)[:-MOST_ALIKE]:
            del self.alike[oldest]
        return count

    def is_now(self, what: str) -> bool:
        return self.ends.get(what, 0.0) > self.clock()

    def becomes(self, what: str, seconds: float) -> bool:
        """True where it was not so already. From now on it is, for so long."""
        was = self.is_now(what)
        self.ends[what] = self.clock() + seconds
        return not was

    def once(self, what: str, seconds: float) -> bool:
        """As `becomes`, but counted from the first time."""
        return not self.is_now(what) and self.becomes(what, seconds)

    @property
    def is_grave(self) -> bool:
        """Whether their last reply was about life and death, half an hour ago at most."""
        return self.is_now("grave")

    @property
    def open(self) -> Open:
        """What may follow the last reply now."""
        return self.left if self.is_now("open") else NOTHING

    def leave_open(self, what: Open) -> None:
        """Keeps what may follow the reply, for half an hour."""
        self.left = what
        self.becomes("open", HALF_AN_HOUR)

    @property
    def about(self) -> About | None:
        """What the last reply of the bot's was about, half an hour ago at most; None where there was none."""
        return self.last if self.is_now("answered") else None

    @property
    def is_watched(self) -> bool:
        """Whether a reply half an hour ago at most was for somebody whom others hurt, use or control."""
        return self.is_now("watched")

    def note_answered(self, about: About, *, is_watched: bool = False) -> None:
        """Of life and death half an hour is counted from the first: no machine goes round for longer."""
        self.last = about
        self.becomes("answered", HALF_AN_HOUR)
        if is_watched:
            self.becomes("watched", HALF_AN_HOUR)
        if about.urgency != "rest":
            self.once("grave", HALF_AN_HOUR)
        else:
            self.ends.pop("grave", None)

    def is_heard_beyond(self, *, is_grave: bool) -> bool:
        """True where somebody is answered beyond the limits: this text or their last reply was of life and death.

        The same of it over and over is answered once a minute for half an hour, and then once in ten minutes, with
        which a machine that answers sooner does not go round.
        """
        if is_grave and self._is_circling():
            return self.once("rarely", TEN_MINUTES)
        return (is_grave or self.is_grave) and self.takes("grave")

    def _is_circling(self) -> bool:
        """For half an hour, without ten minutes of quiet."""
        if self.becomes("circling", TEN_MINUTES):
            self.circling_since = self.clock()
        return self.clock() - self.circling_since >= HALF_AN_HOUR

    def note_said(self, texts: Sequence[str]) -> None:
        """Remembers what goes out."""
        ours = (*self.ours, *(squeezed(text) for text in texts if len(text) > SHORT))
        self.ours = tuple(dict.fromkeys(ours))[-MOST_OF_OURS:]

    def without_ours(self, text: str) -> str:
        """What somebody says beside our own words: a "999" that we sent is no sign of danger when it comes back."""
        said = squeezed(text)
        for ours in sorted(self.ours, key=len, reverse=True):
            said = said.replace(ours, " ")
        return said.strip()

    def drop_what_is_over(self) -> None:
        """Each part when its own time is up."""
        now = self.clock()
        self.alike = {seal: (count, until) for seal, (count, until) in self.alike.items() if until > now}
        self.ends = {what: until for what, until in self.ends.items() if until > now}
        self.buckets = {limit: bucket for limit, bucket in self.buckets.items() if not bucket.is_full}
        self.left, self.last = self.open, self.about or NO_REPLY


class People:
    """Everybody who texted in the last half hour. In a flood, those beyond the limits go first."""

    def __init__(
        self,
        per_minute: dict[Limit, int],
        known: ExpiringMap[Person] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._known = known if known is not None else ExpiringMap(limit=MOST_PEOPLE, spares_old=True, clock=clock)
        register(self)

    def who(self, key: str) -> Person:
        """The one of that id, known for half an hour from now on where there is room."""
        person = self._known.get(key) or Person(key, self._per_minute, self._clock)
        self._known.set(key, person, lesser=True)
        return person

    def keep(self, person: Person) -> None:
        """Nobody who comes later pushes them out."""
        self._known.set(person.key, person)

    def sweep(self) -> None:
        """Drops each part of what is known when its time is up."""
        for person in self._known.values():
            person.drop_what_is_over()


def squeezed(text: str) -> str:
    """In small letters, with single spaces."""
    return SPACES.sub(" ", text).strip().casefold()
