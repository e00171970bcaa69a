"""Every placeholder in the wording is one that the directory, or an action, fills; tests/replies holds each of them."""

from __future__ import annotations

from datetime import UTC, datetime

from actions.replies.cards import Cards
from actions.replies.turn import PLACES
from bot.checking.placeholders import unfilled
from bot.checking.spoken import PLACEHOLDER, Spoken
from bot.web.kiosk.settings import Places
from directory.store import Directory
from tests.conversing import responses
from tests.rows import each_row

FILLED_BY_THE_KIOSK = frozenset(Places("a", "b", "c").placeholders())


@each_row(
    ("text", "line", "what"),
    [
        ("Fine.\n{franc.card}", 2, "{franc.card} cannot be filled: there is no service franc, did you mean frank?"),
        ("{frank.fone}", 1, "{frank.fone} cannot be filled: nothing is called fone, did you mean phone?"),
        ("{frank.address}", 1, "the directory has no address of frank, add it there or take the line out"),
        ("{stepps}", 1, "did you mean steps?"),
        ("{number}", 1, "{number} cannot be filled"),
        ("Call {frank.phone.", 1, "a brace has no partner"),
        ("{councl?}Tell them.", 1, "there is no service councl, did you mean council?"),
        ("{law.taxes}", 1, "of the law there is drugs_in_the_body, duty_solicitor"),
    ],
)
def test_one_that_cannot_be_filled_is_named(town_directory: Directory, text: str, line: int, what: str) -> None:
    [problem] = unfilled(Spoken("x.yml", "utter_x", None, text), town_directory)
    assert str(problem).startswith(f"data/replies/x.yml:{line}: ")
    assert what in str(problem)


@each_row(
    "text",
    [
        "{frank.card}", "{service.address}", "{steps}", "{staff_desk}", "{frank}", "{hub.card}", "{council?}Ask.",
        "{elsewhere.card}", "{town}", "{law.duty_solicitor}",
    ],
)  # fmt: skip
def test_one_that_can_be_is_not(town_directory: Directory, text: str) -> None:
    assert [*unfilled(Spoken("x.yml", "utter_x", None, text), town_directory)] == []


def test_the_places_that_can_be_set_are_those_that_a_turn_takes_and_wording_asks_for() -> None:
    texts = [str(variation["text"]) for variations in responses().values() for variation in variations]
    asked = {inner for text in texts for inner in PLACEHOLDER.findall(text)} & FILLED_BY_THE_KIOSK
    assert asked == set(PLACES) == FILLED_BY_THE_KIOSK


def test_every_service_has_a_card_or_someone_who_puts_people_through(town_directory: Directory) -> None:
    cards = Cards(town_directory, lambda name: str(responses()[name][0]["text"]), datetime.now(UTC))
    assert [one for one in town_directory.service_ids() if cards.card(town_directory.service(one)) is None] == []
