"""The kiosk's settings: whether it prints, and where things stand in the hub, in the hub's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.setting_values import yes_or_no

# By setting: what is missing where it is not set.
MEANT = {
    "SIGNPOST_KIOSK_PHONE": "the nearest phone",
    "SIGNPOST_KIOSK_DESK": "the staff desk",
    "SIGNPOST_KIOSK_DEFIBRILLATOR": "the defibrillator",
}

LONGEST_PLACE = 100
# A run of digits as people dial it: every number to call comes from the directory.
LIKE_A_NUMBER = re.compile(r"\d(?:[\s.\-\u2010-\u2015]?\d){2}")


@dataclass(frozen=True)
class Places:
    """Each ends a sentence that begins "The phone is", such as "on the wall by the front door"; empty where not set."""

    phone: str = ""
    desk: str = ""
    defibrillator: str = ""
    # By setting, what is wrong with one that was left out.
    wrong: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, found: Mapping[str, str]) -> Places:
        """A wrong one counts as one that is not set: the rest has to go on."""
        given = {name: found.get(name, "").strip(" ") for name in MEANT}
        wrong = {name: why for name, place in given.items() if (why := _fault(place))}
        # Without a full stop: each ends a sentence of the wording, which has its own.
        phone, desk, defibrillator = ("" if name in wrong else place.rstrip(" .") for name, place in given.items())
        return cls(phone, desk, defibrillator, wrong)

    def placeholders(self) -> Mapping[str, str]:
        """What is set, by its name in the wording."""
        named = {"nearest_phone": self.phone, "staff_desk": self.desk, "defibrillator": self.defibrillator}
        return {name: place for name, place in named.items() if place}

    def missing(self) -> Iterator[tuple[str, str]]:
        """(setting, what nobody at the kiosk is told) for each that is not set."""
        values = (self.phone, self.desk, self.defibrillator)
        return ((name, meant) for (name, meant), value in zip(MEANT.items(), values, strict=True) if not value)


@dataclass(frozen=True)
class KioskSettings:
    """`places` are those around it, and `prints` says whether it has a printer."""

    places: Places = field(default_factory=Places)
    prints: bool = True

    @classmethod
    def read(cls, found: Mapping[str, str]) -> KioskSettings:
        """Raises SettingError."""
        return cls(Places.read(found), yes_or_no(found, "SIGNPOST_KIOSK_PRINTER", default=cls.prints))


def _fault(place: str) -> str | None:
    """What is wrong with it, and what to do."""
    if len(place) > LONGEST_PLACE:
        return f"it has more than {LONGEST_PLACE} characters: make it shorter"
    if not place.isprintable():
        return "it has more than one line, or characters that nobody sees: write it anew, in one line"
    if re.search(r"[{}]|^@", place):
        return "it has a curly bracket, or an @ in front: take that out"
    if LIKE_A_NUMBER.search(place):
        return "it has a number of three digits or more: say where it is without one"
    return None
