"""Phone numbers in the forms that feeds have them in, written as people in the UK write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from directory.numbers import REGION, RELAY_PREFIX, is_usable

# Whole numbers begin with a nought here; others are short, or have Relay UK's prefix before them.
AS_WRITTEN = re.compile(rf"0(?!0)|{RELAY_PREFIX} |[\d ]{{2,7}}$")


def is_costly(number: str) -> bool:
    """Whether a call costs more than any other."""
    try:
        return phonenumbers.number_type(phonenumbers.parse(number, REGION)) == PhoneNumberType.PREMIUM_RATE
    except phonenumbers.NumberParseException:
        return False


def numbers_of(given: str, codes: Collection[str]) -> Iterator[str]:
    """Each number in a field that should hold one and may hold two, or "tel:", or words around it."""
    bare = " ".join(given.removeprefix("tel:").split())
    if is_usable(bare, codes):
        yield bare if AS_WRITTEN.match(bare) else _national(phonenumbers.parse(bare, REGION))
        return
    found = [match.number for match in phonenumbers.PhoneNumberMatcher(given, REGION)]
    for number in found:
        if is_usable(_national(number), codes):
            yield _national(number)


def _national(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
