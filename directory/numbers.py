"""Whether a phone number can be rung or texted from a phone in the UK."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import phonenumbers
from phonenumbers import shortnumberinfo

REGION = "GB"
# Dialled before another number, it calls that number by text through Relay UK.
RELAY_PREFIX = "18001"


def digits_of(number: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", number)


def is_usable(number: str, codes: Collection[str]) -> bool:
    """Valid in the UK, one of its short numbers, or a code on our own list; with Relay UK's prefix or without."""
    if not re.fullmatch(r"\+?[\d\s()-]+", number):
        return False
    prefix, _, rest = number.partition(" ")
    if prefix == RELAY_PREFIX and rest:
        return is_usable(rest, codes)
    return digits_of(number) in {digits_of(code) for code in codes} or _is_valid(number)


def _is_valid(number: str) -> bool:
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return False
    # Guernsey, Jersey and Man share the code 44, and Hampshire's police have a text number from Guernsey's range.
    if parsed.country_code == 44 and phonenumbers.is_valid_number(parsed):
        return True
    return bool(shortnumberinfo.is_valid_short_number_for_region(parsed, REGION))


def numbers_in(text: str, codes: Collection[str]) -> Iterator[str]:
    """The phone numbers and longer codes in a sentence. Three digits may be a name (NHS 111), so they pass."""
    for match in phonenumbers.PhoneNumberMatcher(text, REGION):
        yield match.raw_string
    long_codes = {digits_of(code) for code in codes if len(digits_of(code)) > 3}
    for run in re.findall(r"\b\d{4,6}\b", text):
        if run in long_codes:
            yield run
