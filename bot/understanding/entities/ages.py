"""Whose age is said, and is it the writer's: it decides between services for the young and for adults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# "im 15", "i am only 16". Not "i'm fourteen": numbers in words are rare in messages.
_OWN = re.compile(
    r"\b(?:(?:i'?m|i am|me|iam|am)\s+(?:only|just|like|nearly|turning|a)?|i(?:'?ve)?\s+(?:only\s+|just\s+)?turned)"
    r"\s*(\d{1,2})\b"
    r"(?!\s*(?:weeks?|wks?|months?|mths?|days?|hours?|hrs?|mins?|minutes?|years? (?:clean|sober)|th|st|nd|rd|stone|%"
    r"|quid|pills|cans|am|pm|mg|g|ml|k|p|x)\b)",
    re.I,
)
# An age alone, as people sign off: "... waterlooville, 16" / "15." / "15 f".
_ALONE = re.compile(r"(?:^|[.,!?(]\s*|\s-\s*)(\d{1,2})\s*(?:m|f|yo|y/o|yrs? old)?\s*[).!?]*\s*$", re.I)
_SCHOOL = re.compile(r"\b(?:i'?m|i am) in (?:year|yr|y) ?(7|8|9|10|11)\b", re.I)
_OTHER = re.compile(
    r"\b(?:he|she|they|son|daughter|lad|boy|girl|brother|sister|nephew|niece|mate|friend|kid|child|cousin|grandson|granddaughter)"
    r"(?:'?s| is| was)?,?\s*(?:only|just turned|turned|just|about|nearly|who is|whos|who's|aged?)?\s*\(?(\d{1,2})\b"
    r"(?!\s*(?:weeks?|months?|days?|hours?|hrs?|mins?|minutes?|times|am|pm)\b)",
    re.I,
)
_SOMEBODYS = re.compile(
    r"\b(?:my|our|his|her|their|a|the|this)\s+(?:\w+\s+)?(\d{1,2})\s*-?\s*(?:yo|y/o|yr|yrs|years?)\b", re.I
)
_OLD = re.compile(r"\b(\d{1,2})\s*(?:yo|y/o|yrs? old|years? old|year-old|yr old)\b", re.I)
_NUMBER = re.compile(r"\d")
_ABOUT_OTHERS = re.compile(
    r"\b(?:he|hes|she|shes|him|her|son|daughter|lad|boy|girl|brother|sister|mate|kid|child|cousin|they)\b", re.I
)


@dataclass(frozen=True)
class Age:
    """Years between 6 and 99, and whose: `own_age` of the writer or `other_age` of whom they write about."""

    years: int
    whose: Literal["own_age", "other_age"]
    start: int
    end: int


def find_ages(text: str) -> list[Age]:
    """The ages that a message says, the writer's first; unclear ones count as the other person's."""
    if not _NUMBER.search(text):
        return []
    ages = [_age(match, "own_age") for match in _OWN.finditer(text)]
    ages += [Age(int(match[1]) + 5, "own_age", match.start(1), match.end(1)) for match in _SCHOOL.finditer(text)]
    ages += [_age(match, "other_age") for pattern in (_OTHER, _SOMEBODYS) for match in pattern.finditer(text)]
    about_others = bool(_ABOUT_OTHERS.search(text))
    for pattern in (_OLD, _ALONE):
        ages += [_age(match, "other_age" if about_others else "own_age") for match in pattern.finditer(text)]
    taken: dict[int, Age] = {}
    for age in ages:
        if 6 <= age.years <= 99:
            taken.setdefault(age.start, age)
    return list(taken.values())


def _age(match: re.Match[str], whose: Literal["own_age", "other_age"]) -> Age:
    return Age(int(match[1]), whose, match.start(1), match.end(1))
