"""The places around the kiosk come from the environment; a wrong one is left out alone."""

from __future__ import annotations

import pytest

from bot.setting_values import SettingError
from bot.web.kiosk.settings import KioskSettings, Places
from tests.rows import each_row

KIOSK = ("SIGNPOST_KIOSK_PHONE", "SIGNPOST_KIOSK_DESK", "SIGNPOST_KIOSK_DEFIBRILLATOR")


def test_the_places_around_the_kiosk_can_be_set() -> None:
    found = KioskSettings.read(
        dict(zip(KIOSK, ("by the door", " on your left. ", "in room 2, café side"), strict=True))
    )
    assert found.places == Places("by the door", "on your left", "in room 2, café side")
    assert list(found.places.missing()) == []


@each_row("empty", [None, "", "  ", ".", " . "])
@each_row("name", KIOSK)
def test_an_empty_place_is_one_that_is_not_set(name: str, empty: str | None) -> None:
    found = KioskSettings.read({} if empty is None else {name: empty})
    assert found.places == Places()
    assert [setting for setting, _ in found.places.missing()] == list(KIOSK)
    assert found.places.placeholders() == {}


@each_row(
    ("wrong", "why"),
    [
        ("x" * 101, "more than 100 characters"),
        *(
            (f"by {hidden}the door", "characters that nobody sees")
            for hidden in ("\n", "\t", "\x00", "\u2028", "\u202e", "\ud800")
        ),
        ("by the door\n", "more than one line"),
        ("by the {frank.card}", "a curly bracket"),
        ("by the door}", "a curly bracket"),
        ("@utter_greet", "an @ in front"),
        # Numbers to call come from the directory alone.
        *(
            (place, "a number of three digits")
            for place in ("ring 023 9244 6019", "call 101", "ext 2-0-4", "dial 0 8 0 0")
        ),
        ("in room 112", "a number of three digits"),
    ],
    ids=range(16),
)
@each_row("name", KIOSK)
def test_a_wrong_place_is_left_out_alone_and_it_is_said_why(name: str, wrong: str, why: str) -> None:
    others = {other: "by the door" for other in KIOSK if other != name}
    found = KioskSettings.read({**others, name: wrong})
    assert [setting for setting, _ in found.places.missing()] == [name]
    assert list(found.places.wrong) == [name]
    assert why in found.places.wrong[name]
    assert wrong.strip() not in found.places.wrong[name]


@pytest.mark.parametrize("right", ["x" * 100, "in room 12 on floor 2", "behind the café's “till”", "email desk@door"])
def test_a_place_is_said_in_the_hubs_own_words(right: str) -> None:
    found = KioskSettings.read({"SIGNPOST_KIOSK_DESK": right})
    assert (found.places.desk, found.places.wrong) == (right, {})


def test_a_kiosk_without_a_printer_can_say_so() -> None:
    assert KioskSettings.read({}).prints
    assert not KioskSettings.read({"SIGNPOST_KIOSK_PRINTER": "no"}).prints
    with pytest.raises(SettingError, match=r"SIGNPOST_KIOSK_PRINTER is 'maybe': give yes or no"):
        KioskSettings.read({"SIGNPOST_KIOSK_PRINTER": "maybe"})
