"""The text channel's own sentences, from `wording.yml`, their numbers from the directory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.engine.last_resort import filled, names_and_numbers
from directory.paths import target_file

WORDING = Path(__file__).with_name("wording.yml")


@dataclass(frozen=True)
class Endings:
    """What stands below a reply: that more waits, and how to pick one of the numbered choices.

    `rest` stands before what MORE brings of a reply that others should not read at a glance.
    """

    more: str
    choose: str
    rest: str


@dataclass(frozen=True)
class SmsWording:
    """Whole texts, each ready to be sent.

    `stop`, `help`, `cost` and `who` answer these words alone, `empty` a text with nothing in it, `no_words` a picture
    or sound without words, `machine` what was not written by anybody, `too_many` the last text that is answered for a
    while, `busy` one that comes while others send too many, `no_more` a MORE for which nothing waits, `which` a number
    that was not offered.
    """

    stop: str
    help: str
    cost: str
    who: str
    empty: str
    no_words: str
    machine: str
    too_many: str
    busy: str
    no_more: str
    which: str


def load(target: Path | None = None) -> SmsWording:
    """From the directory, or where it cannot be opened from the card that its last build left beside it.

    Raises DirectoryError where there is neither.
    """
    numbers = names_and_numbers(target or target_file())
    return SmsWording(**{name: "\n".join(filled(text, numbers)) for name, text in _read()["says"].items()})


@cache
def endings() -> Endings:
    """Read once; no number stands in them."""
    return Endings(**_read()["endings"])


def _read() -> Any:
    return YAML(typ="safe").load(WORDING)
