"""Where things stand in the hub that has the kiosk, in the hub's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# By setting: what is missing where it is not set.
MEANT = {
    "SIGNPOST_KIOSK_PHONE": "the nearest phone",
    "SIGNPOST_KIOSK_DESK": "the staff desk",
    "SIGNPOST_KIOSK_DEFIBRILLATOR": "the defibrillator",
}


@dataclass(frozen=True)
class Places:
    """Each ends a sentence that begins "The phone is", such as "on the wall by the front door"; empty where not set."""

    phone: str = ""
    desk: str = ""
    defibrillator: str = ""

    def placeholders(self) -> Mapping[str, str]:
        """What is set, by its name in the wording."""
        named = {"nearest_phone": self.phone, "staff_desk": self.desk, "defibrillator": self.defibrillator}
        return {name: place for name, place in named.items() if place}

    def missing(self) -> Iterator[tuple[str, str]]:
        """(setting, what nobody at the kiosk is told) for each that is not set."""
        values = (self.phone, self.desk, self.defibrillator)
        return ((name, meant) for (name, meant), value in zip(MEANT.items(), values, strict=True) if not value)
