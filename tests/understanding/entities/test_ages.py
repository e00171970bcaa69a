"""Whose age is said decides between services for the young and for adults."""

from __future__ import annotations

import pytest

from bot.understanding.entities.ages import find_ages
from tests.rows import each_row

OWN, OTHER = "own_age", "other_age"


@each_row(
    ("message", "years"),
    [
        ("im 15 and my mates are doing ket", 15),
        ("I'm only 16", 16),
        ("i am 17 can i get help", 17),
        ("iam 14", 14),
        ("im like 13", 13),
        ("I'm 45 and drinking too much", 45),
        ("need help with weed, 16", 16),
        ("need help with weed. 16m", 16),
        ("16", 16),
        ("i just turned 17", 17),
        ("ive only turned 15", 15),
        ("im in year 9", 14),
        ("i'm in yr 11", 16),
        ("I want to stop. 17 years old", 17),
    ],
)
def test_the_writers_own_age_is_found(message: str, years: int) -> None:
    assert [(age.years, age.whose) for age in find_ages(message)][:1] == [(years, OWN)]


@pytest.mark.parametrize(
    ("message", "years"),
    [
        ("my son is 14 and skips school", 14),
        ("my daughter, 15, has a new boyfriend", 15),
        ("hes only 13", 13),
        ("she just turned 16", 16),
        ("a lad about 12 is dealing on our road", 12),
        ("my brother (16) has new trainers", 16),
        ("my son has new phones. 14", 14),
        ("a 15 year old girl next door", 15),
    ],
)
def test_somebody_elses_age_is_not_taken_for_the_writers(message: str, years: int) -> None:
    found = find_ages(message)
    assert (years, OTHER) in [(age.years, age.whose) for age in found]
    assert OWN not in [age.whose for age in found]


@each_row(
    "message",
    [
        "im 3 weeks clean",
        "I'm 10 days off it",
        "i am 18 months sober",
        "im 20 quid short",
        "i turned 20 quid into nothing",
        "im 12 pills in",
        "im 12 stone",
        "call 111",
        "ive had 20 cans",
        "po9 1lg",
        "he died 20 years ago",
        "im 5",
        "",
    ],
)
def test_what_is_no_age_is_left_alone(message: str) -> None:
    assert find_ages(message) == []


def test_both_ages_in_one_message_are_told_apart() -> None:
    found = find_ages("im 16 and my brother is 12")
    assert {(age.years, age.whose) for age in found} == {(16, OWN), (12, OTHER)}


@pytest.mark.parametrize("message", ["im 15", "my son is 14, please help", "help. 16"])
def test_the_place_of_an_age_is_where_it_stands(message: str) -> None:
    assert [message[age.start : age.end] for age in find_ages(message)] == [
        str(age.years) for age in find_ages(message)
    ]
