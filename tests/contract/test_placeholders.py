"""Every placeholder in the wording is one that the directory, or an action, fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from actions.replies.turn import PLACES
from bot.web.kiosk.settings import Places
from directory.freshness import may_print
from directory.store import Directory
from tests.conversing import responses
from tests.rows import each_row

# A mark of what has to be there for its line to stand is filled by the same.
PLACEHOLDER = re.compile(r"\{([^{}\n]*?)\??\}")
FILLED_BY_ACTIONS = frozenset(
    {"steps", "dont", "signs", "place", "elsewhere", "opening", "detail", "closes", "opens", "closed", "until"}
)
FILLED_BY_THE_TOWN = frozenset({"town", "county"})
LAW = "law"
FILLED_BY_THE_KIOSK = frozenset(Places("a", "b", "c").placeholders())
# `service` stands for whichever is asked about, so a detail is known of some and not of others.
ANY_SERVICE = "service"
CARDS = ("card", "brief")


def placeholders() -> Iterator[tuple[str, str]]:
    """(response, placeholder), the pieces of cards apart, whose names are those of one contact."""
    for name, variations in responses().items():
        if not name.startswith("utter_card_"):
            for variation in variations:
                yield from ((name, inner) for inner in PLACEHOLDER.findall(variation["text"]))


OF_THE_DIRECTORY = sorted(
    {
        (name, inner)
        for name, inner in placeholders()
        if inner.partition(".")[0] not in FILLED_BY_ACTIONS | FILLED_BY_THE_KIOSK | FILLED_BY_THE_TOWN | {ANY_SERVICE}
    }
)


@each_row(("response", "inner"), OF_THE_DIRECTORY, ids=lambda value: value)
def test_the_directory_fills_it(response: str, inner: str, town_directory: Directory) -> None:
    owner, dot, detail = inner.partition(".")
    if owner == LAW:
        assert town_directory.town.nation.law[detail]
        return
    named = town_directory.needs.named(owner)
    assert named in town_directory.service_ids()
    service = town_directory.service(named)
    contact = service.contact(detail)
    if dot and detail not in CARDS:
        assert service.claim(detail) or (contact and may_print(contact))


def test_the_places_that_can_be_set_are_those_that_a_turn_takes_and_wording_asks_for() -> None:
    asked = {inner for _, inner in placeholders()} & FILLED_BY_THE_KIOSK
    assert asked == set(PLACES) == FILLED_BY_THE_KIOSK


@each_row("detail", sorted({inner for _, inner in placeholders() if inner.startswith("service.")}))
def test_a_detail_of_any_service_is_known_of_some(detail: str, town_directory: Directory) -> None:
    handle = detail.partition(".")[2]
    services = [town_directory.service(service_id) for service_id in town_directory.service_ids()]
    assert handle in CARDS or any(service.contact(handle) or service.claim(handle) for service in services)


def test_every_service_has_a_card_or_someone_who_puts_people_through(town_directory: Directory) -> None:
    from actions.replies.cards import Cards

    cards = Cards(town_directory, lambda name: str(responses()[name][0]["text"]), datetime.now(UTC))
    assert [one for one in town_directory.service_ids() if cards.card(town_directory.service(one)) is None] == []
