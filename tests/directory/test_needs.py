"""Whom to name for a need is what the services say of themselves."""

from __future__ import annotations

from directory.models import Need, Organization, Service
from directory.needs import Needs
from tests.rows import each_row


def service(service_id: str, *needs: Need, roles: tuple[str, ...] = (), areas: tuple[str, ...] = ()) -> Service:
    organization = Organization(service_id)
    return Service(
        service_id, service_id, service_id, "active", organization, needs=needs, roles=roles, service_areas=areas
    )


ALCOHOL = frozenset({"alcohol"})
NEEDS = Needs(
    [
        service("council", Need("council", own=True)),
        service(
            "hub",
            Need("treatment", order=20, asked=True),
            Need("family", order=10, in_reply=True),
            roles=("hub",),
            areas=("home",),
        ),
        service("hub-next-door", roles=("hub",), areas=("next-door",)),
        service("line", Need("treatment", order=10), Need("any", order=10, age="young"), roles=("drugs_line",)),
        service("meetings", Need("meetings", own=True)),
        service(
            "of-drink", Need("treatment", order=10, substances=ALCOHOL), Need("meetings", own=True, substances=ALCOHOL)
        ),
        service("social-care", Need("safeguarding_child", own=True, instead_of=frozenset({"council"}))),
    ],
    home="home",
)


def test_others_come_in_their_order() -> None:
    assert NEEDS.others("treatment") == ("line", "hub")


def test_rows_for_the_young_or_for_one_substance_are_apart() -> None:
    assert NEEDS.others("treatment", substances={"alcohol"}) == ("of-drink",)
    assert NEEDS.others("any", young=True) == ("line",)
    assert NEEDS.others("treatment", young=True) == ()


@each_row(("substances", "expected"), [(set(), "meetings"), ({"alcohol"}, "of-drink"), ({"cocaine"}, "meetings")])
def test_the_own_service_is_the_usual_one_where_none_is_for_that(substances: set[str], expected: str) -> None:
    assert NEEDS.own("meetings", substances=substances) == expected


def test_a_name_means_another_where_the_need_says_so() -> None:
    assert NEEDS.counterpart("safeguarding_child", "council") == "social-care"
    assert NEEDS.counterpart("council", "council") == "council"


def test_the_hub_is_that_of_the_home_area() -> None:
    assert NEEDS.hub == "hub"
    assert NEEDS.hub_elsewhere("next-door") == "hub-next-door"
    assert NEEDS.hub_elsewhere("home") is None
    assert NEEDS.hub_elsewhere(None) is None


def test_beside_a_service_stand_those_who_answer_its_needs() -> None:
    assert NEEDS.beside("hub") == ("line",)
    assert NEEDS.beside("council") == ()


def test_what_nobody_answers_has_nobody() -> None:
    assert (NEEDS.own("law"), NEEDS.others("law"), NEEDS.asked("law"), NEEDS.role("gas")) == (None, (), None, None)


def test_only_who_asks_for_it_is_named_in_the_reply() -> None:
    assert NEEDS.named_too("family") == ("hub",)
    assert NEEDS.named_too("treatment") == ()
