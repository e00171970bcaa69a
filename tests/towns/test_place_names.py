"""A place that the model has not met is read as one that it has, in another town than the one it learnt from."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.understanding.place_names import PlaceNames, as_learnt, names_learnt
from directory.store import Directory
from tests.rows import each_row
from tests.towns.towns import Town


def test_in_the_town_that_was_learnt_from_nothing_is_changed(town_directory: Directory) -> None:
    said = "i live in Leigh Park, PO9, near Cosham"
    assert as_learnt(said) == PlaceNames(town_directory, names_learnt()).as_learnt(said) == said


@each_row(
    ("said", "read"),
    [
        ("i drink in Glenmoor", "i drink in havant"),
        ("needles in wester brae again", "needles in havant again"),
        ("he is at work", "he is at work"),
    ],
)
def test_elsewhere_its_own_places_are_read_as_learnt_ones(
    built_towns: Mapping[str, Town], said: str, read: str
) -> None:
    assert PlaceNames(built_towns["glenmoor"].directory, names_learnt()).as_learnt(said) == read


@pytest.mark.parametrize("town", ["portsmouth", "glenmoor"])
def test_what_was_learnt_stays(built_towns: Mapping[str, Town], town: str) -> None:
    assert PlaceNames(built_towns[town].directory, names_learnt()).as_learnt("in Leigh Park") == "in Leigh Park"
