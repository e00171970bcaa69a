"""The text channel's own sentences, from `wording.yml`, their numbers from the directory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.engine.last_resort import PLACEHOLDER, Rows, filled, names_and_numbers
from bot.sms.message import About
from directory.models import EMERGENCY_SERVICE
from directory.paths import target_file

WORDING = Path(__file__).with_name("wording.yml")
# Lines of a text that are not the same after every reply.
SAVES, CLOSES = "{saves}", "{closes}"
# In the last line, the service that is to be named there.
NAMED = "named"
LISTENS = "samaritans"


@dataclass(frozen=True)
class Endings:
    """What stands below a reply: that more waits, how to pick one of the numbered choices, how to come by them.

    `rest` stands before what MORE brings of a reply that others should not read at a glance.
    """

    more: str
    choose: str
    menu: str
    rest: str


@dataclass(frozen=True)
class SmsWording:
    """Whole texts, each ready to be sent, for somebody to whom nothing was said before.

    `stop`, `help`, `cost`, `who`, `calls` and `here` answer these words alone, `empty` a text with nothing in it,
    `no_words` a picture or sound without words,
    `machine` what was not written by anybody, `too_many` the last text that is answered for a
    while, `busy` one that comes while others send too many, `no_more` a MORE after the last of a reply, `forgotten`
    one for which no reply is known, `unclear` question marks alone, `reaction` a thumb or a heart, `which` a
    number that was not offered.
    """

    stop: str
    help: str
    cost: str
    who: str
    calls: str
    here: str
    empty: str
    no_words: str
    machine: str
    too_many: str
    busy: str
    no_more: str
    forgotten: str
    unclear: str
    reaction: str
    which: str
    numbers: Rows = field(default_factory=dict, repr=False)

    def after(self, about: About | None, *, is_watched: bool = False) -> SmsWording:
        """The same for somebody whose last reply was about that; `is_watched`: whom they fear may hold the phone."""
        if about in (None, About()) and not is_watched:
            return self
        return replace(self, **_texts(about or About(), self.numbers, is_watched=is_watched))


def load(target: Path | None = None) -> SmsWording:
    """From the directory, or where it cannot be opened from the card that its last build left beside it.

    Raises DirectoryError where there is neither.
    """
    numbers = names_and_numbers(target or target_file())
    return SmsWording(**_texts(About(), numbers), numbers=numbers)


@cache
def endings() -> Endings:
    """Read once; no number stands in them."""
    return Endings(**_read()["endings"])


def _texts(about: About, numbers: Rows, *, is_watched: bool = False) -> dict[str, Any]:
    said = _read()
    # In despair somebody to listen is named all the same.
    texts = said["says"] | (said["watched"] if is_watched and about.urgency != "crisis" else {})
    saves = said["saves"].get(about.urgency, said["saves"]["rest"])
    closes = _closing(said["closes"], about, numbers)
    return {
        name: "\n".join(_lines(text.replace(SAVES, saves).replace(CLOSES, closes).split("\n"), saves, about, numbers))
        for name, text in texts.items()
    }


def _closing(closes: Mapping[str, str], about: About, numbers: Rows) -> str:
    """The last line: whom to call about what the last reply was about."""
    callable_ = [row for row in about.services if row in numbers and row != EMERGENCY_SERVICE]
    if about.urgency == "crisis":
        return closes["crisis"].replace(NAMED, (callable_ or [LISTENS])[0])
    return closes["named"].replace(NAMED, callable_[0]) if callable_ else closes["rest"]


def _lines(lines: list[str], saves: str, about: About, numbers: Rows) -> Iterator[str]:
    """Filled; a line that names somebody who was named above is left out.

    In an emergency 999 comes first, and nobody else has a number in it.
    """
    is_emergency = about.urgency == "emergency"
    named: set[str] = set()
    for line in sorted(lines, key=lambda line: line != saves) if is_emergency else lines:
        calls = {match[1] for match in PLACEHOLDER.finditer(line) if match[2]}
        if calls & named or (is_emergency and calls - {EMERGENCY_SERVICE}):
            continue
        named |= calls
        yield from filter(None, filled(line, numbers))


@cache
def _read() -> Any:
    return YAML(typ="safe").load(WORDING)
