"""Each point of ASVS at levels 1 and 2 is in the table once, and what it names to show it is there."""

from __future__ import annotations

from bot.settings import ROOT
from tests.docs import asvs
from tests.docs.named import headings, is_there
from tests.rows import each_row

CHAPTERS = asvs.chapters()
POINTS = [point for chapter in CHAPTERS for point in chapter.points]
TESTS = sorted({test for chapter in CHAPTERS for test in chapter.tests()})
PLACES = sorted({at for point in POINTS for at in point.at})


def test_every_point_stands_in_it_once_and_no_other() -> None:
    found = [one for chapter in CHAPTERS for one in chapter.ids()]
    assert sorted(found) == sorted(set(found))
    assert set(found) == set(asvs.levels())
    assert len(found) == 253


def test_each_stands_in_its_chapter() -> None:
    assert len(CHAPTERS) == 17
    for number, chapter in enumerate(CHAPTERS, 1):
        assert {one.partition(".")[0] for one in chapter.ids()} == {str(number)}, chapter.title


@each_row("node", TESTS)
def test_each_test_that_it_names_is_there(node: str) -> None:
    assert is_there(node)


@each_row("place", PLACES)
def test_each_place_in_the_documents_that_it_names_is_there(place: str) -> None:
    path, _, heading = place.partition("#")
    assert not heading or heading in headings(ROOT / path)


def test_what_is_met_is_shown_by_a_test_or_a_document() -> None:
    assert not [point.id for point in POINTS if not (point.by or point.at)]
    assert not [row.ids for chapter in CHAPTERS for row in chapter.apart if not row.why]


def test_the_page_is_what_the_rows_say() -> None:
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.page(CHAPTERS), "python -m tests.docs.asvs writes it"
